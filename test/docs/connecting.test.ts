import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { awsServers } from '../helpers/aws-servers';
import { spawnBin } from '../helpers/spawn-bin';

const page = readFileSync(join(import.meta.dirname, '../../docs/connecting.md'), 'utf8');
const home = mkdtempSync(join(tmpdir(), 'ddbdbg-connecting-'));
afterAll(() => rmSync(home, { recursive: true }));

const profiles = [...page.matchAll(/```ini\n([^`]*)```/g)].map(([, text = '']) => text);
mkdirSync(join(home, '.aws'));

/** Plays AWS's credential helper: it insists on the parameters that the real one requires. */
const HELPER = `#!/bin/sh
[ "$1" = credential-process ] || exit 1
for name in certificate private-key trust-anchor-arn profile-arn role-arn; do
  case " $* " in *" --$name "*) ;; *) echo "missing --$name" >&2; exit 1 ;; esac
done
echo '{"Version":1,"AccessKeyId":"ANYWHERE","SecretAccessKey":"s","SessionToken":"t","Expiration":"2099-01-01T00:00:00Z"}'
`;

test('the profile for IAM Roles Anywhere works', async () => {
  writeFileSync(join(home, '.aws/config'), profiles.join('\n'));
  writeFileSync(join(home, 'aws_signing_helper'), HELPER);
  chmodSync(join(home, 'aws_signing_helper'), 0o755);
  const servers = awsServers();
  const env = {
    HOME: home,
    PATH: `${home}:${process.env.PATH}`,
    AWS_REGION: '',
    AWS_ENDPOINT_URL: await servers.url('a'),
  };
  expect(await spawnBin(['tables', '-o', 'json', '--profile', 'onprem'], env)).toMatchObject({
    code: 0,
    stderr: '',
  });
  expect(servers.arrivals).toMatchObject([{ key: 'ANYWHERE', region: 'us-east-1' }]);
});

test('the profile of a local stack works', async () => {
  const servers = awsServers();
  const url = await servers.url('a');
  writeFileSync(join(home, '.aws/config'), profiles.join('\n').replaceAll('http://127.0.0.1:4566', url));
  const env = { HOME: home, AWS_REGION: '' };
  expect(await spawnBin(['tables', '-o', 'json', '--profile', 'stack'], env)).toMatchObject({
    code: 0,
    stderr: '',
  });
  expect(servers.arrivals).toMatchObject([{ key: 'test', region: 'us-east-1' }]);
});
