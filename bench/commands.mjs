// The command lines of our program and its peers for the same question.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { PARTITION, TABLE } from './items.mjs';
import { question } from './servers.mjs';

const root = join(import.meta.dirname, '..');
const peer = (file) => join(root, 'bench/peers', file);
const node = process.execPath;

/** Dummy credentials, which engines don't check, and no settings of the user. */
const env = {
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

const command = (name, ...words) => ({ name, command: words.map(String), env });

/** The built program. */
export function ddbdbg(name, ...words) {
  return command(name, node, join(root, 'bin/ddbdbg.js'), ...words);
}

/** Executions of one tenant and status at an endpoint. */
export function executions(name, endpoint, ...words) {
  const asked = ['executions', '--tenant', 'acme', '--status', 'success', '--endpoint-url', endpoint];
  return ddbdbg(name, ...asked, '--quiet', ...words);
}

/** The whole table, by a Scan with the given number of segments, or the program's default. */
export function scan(name, endpoint, segments) {
  const asked = ['find', TABLE, '--allow-scan', '--endpoint-url', endpoint, '--quiet', '-o', 'ndjson'];
  return ddbdbg(name, ...asked, ...(segments ? ['--segments', segments] : []));
}

export const emptyNode = command('node -e 0', node, '-e', '0');

export function raw(endpoint, limit) {
  const input = JSON.stringify({ ...question, ...(limit && { Limit: limit }) });
  return command('raw loop', node, peer('raw.mjs'), endpoint, 'Query', input);
}

export function documentClient(endpoint, limit) {
  const input = { ...question, ExpressionAttributeValues: { ':partition': PARTITION }, Limit: limit };
  return command('document client', node, peer('document-client.mjs'), endpoint, JSON.stringify(input));
}

const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** The AWS CLI, if it is installed. */
export function aws(endpoint, limit) {
  if (!has('aws')) return [];
  const input = JSON.stringify({ ...question, ...(limit && { Limit: limit }) });
  const words = [
    'dynamodb',
    'query',
    '--endpoint-url',
    endpoint,
    '--output',
    'json',
    '--cli-input-json',
    input,
  ];
  return [command('aws', 'aws', ...words, ...(limit ? ['--no-paginate'] : []))];
}

/** dynein, if it is installed. It takes the port of a local engine. */
export function dy(endpoint, limit) {
  if (!has('dy')) return [];
  const { port } = new URL(endpoint);
  const most = limit ? ['--limit', limit] : [];
  return [
    command(
      'dy',
      'dy',
      '--region',
      'local',
      '--port',
      port,
      '--table',
      TABLE,
      'query',
      PARTITION,
      '--index',
      'GSI1',
      '-d',
      ...most,
      '-o',
      'json',
    ),
  ];
}
