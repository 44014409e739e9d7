import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runMain } from '../../helpers/run-main';

/** Completes the last word of a line, as the completion scripts do. */
async function complete(line: string, env: Record<string, string> = {}): Promise<readonly string[]> {
  const { code, stdout, stderr } = await runMain(['__complete', '--', ...line.split(' ')], { env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.split('\n').filter(Boolean);
}

const values = async (line: string, env?: Record<string, string>) =>
  (await complete(line, env)).map((text) => text.replace(/\t.*/, ''));

describe('a word is completed from the declarations of the commands', () => {
  test.each([
    ['exec', ['executions']],
    ['--stage prod inde', ['index-executions']],
    ['--demo -o json inde', ['index-executions']],
    ['--output=json inde', ['index-executions']],
    ['fusion us', ['users', 'user-accounts']],
    ['executions --st', ['--status', '--stats', '--stats-file', '--stage']],
    ['executions --status s', ['started', 'success']],
    ['executions --status failure,s', ['failure,started', 'failure,success']],
    ['executions --status failure,success,started,', ['failure,success,started,timeout']],
    ['executions --status=failure,t', ['--status=failure,timeout']],
    ['executions --tenant a', []],
    ['executions --tenant --st', []],
    ['executions --since ', ['15m', '1h', '24h', '7d']],
    ['executions --order ', ['asc', 'desc']],
    ['executions --expect ', ['none', 'any']],
    ['executions --stats ', ['json']],
    ['executions --stats --quie', ['--quiet']],
    ['executions --stats --quiet --debu', ['--debug']],
    ['executions -o j', ['json']],
    ['executions --nonsense --quie', ['--quiet']],
    ['executions --nonsense=x', []],
    ['fusion users --columns email,user_', ['email,user_id']],
    ['fusion users --sort ema', ['email']],
    ['executions --sort status,-cr', ['status,-created_at']],
    ['executions --sort=-cr', ['--sort=-created_at']],
    ['executions --where sta', ['status=']],
    ['executions --where status', ['status=', 'status!=', 'status^=', 'status*=', 'status?']],
    ['executions --where status=f', ['status=failure']],
    ['executions --where=status!=failure,t', ['--where=status!=failure,timeout']],
    ['executions --where !sta', ['!status']],
    ['executions --where errors=x', []],
    ['executions --where constructor=', []],
    ['find JobExecutions --where sta', ['status=']],
    ['find mfh-prod-users --columns ema', ['email']],
    ['find orders --where sta', []],
    ['tables fusion us', ['users', 'user-accounts']],
    ['fusion nonsense --ema', []],
    ['jobs job_1 --lo', ['--logs', '--local']],
    ['local start --engine ', ['dynalite', 'dynamodb-local']],
    ['local start --data-dir ', [':directory']],
    ['completion ', ['bash', 'zsh', 'fish']],
    ['completion bash ', ['--help']],
    ['patterns fusion us', ['users', 'user-accounts']],
    ['patterns fi', []],
    ['patterns ta', []],
    ['patterns local s', []],
    ['help fi', ['find']],
    ['help pol', ['policy']],
    ['find -- ', []],
    ['--dem', ['--demo']],
  ])('%s', async (line, expected) => {
    expect(await values(line)).toEqual(expected);
  });

  test('an option is not offered again, unless it is repeatable', async () => {
    const left = await values('executions --tenant a --where x=1 --quiet --');
    expect(left).toContain('--where');
    expect(left).not.toContain('--tenant');
    expect(left).not.toContain('--quiet');
  });

  test('options are offered when nothing else can follow', async () => {
    expect((await values('executions ')).slice(0, 2)).toEqual(['--tenant', '--status']);
  });

  test('statuses include those of the environment', async () => {
    const env = { DDBDBG_EXECUTIONS_STATUS: 'failure=FAILED,stuck=STUCK' };
    expect(await values('executions --status st', env)).toEqual(['started', 'stuck']);
  });

  test('candidates have descriptions, and hidden commands are not offered', async () => {
    const all = await complete('');
    expect(all).toContain('jobs\treport jobs and their progress');
    expect(all.some((line) => line.startsWith('_'))).toBe(false);
    for (const line of all) expect(line).toMatch(/^[\w-]+\t\S/);
  });
});

test('the tables and contexts of a configuration are completed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ddbdbg-complete-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'c.yaml');
  writeFileSync(
    file,
    `contexts: { prod: { stage: prod }, preprod: { stage: pre }, dev: {} }
systems: { cinema: { tables: { films: { name: films, partitionKey: id, attributes: { id: { option: id }, genre: { option: genre, values: [war, drama] } } } } } }`,
  );
  const env = { DDBDBG_CONFIG: file };
  expect(await values('cin', env)).toEqual(['cinema']);
  expect(await values('cinema ', env)).toContain('films');
  expect(await values('cinema films --ge', env)).toEqual(['--genre']);
  expect(await values('cinema films --genre w', env)).toEqual(['war']);
  expect(await values('cinema films --context p', env)).toEqual(['prod', 'preprod']);
  expect(await values('--context=d', env)).toEqual(['--context=dev']);
  expect(await values('patterns cin', env)).toEqual(['cinema']);
});
