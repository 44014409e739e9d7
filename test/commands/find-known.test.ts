import { describe, expect, test } from 'vitest';
import { runMain } from '../helpers/run-main';

const find = (...words: string[]) => runMain(['--demo', 'find', ...words]);
const count = async (...words: string[]) => Number((await runMain(['--demo', ...words, '--count'])).stdout);

describe('find on a table that the catalog knows', () => {
  test('finds the stored spellings of a status', async () => {
    expect(await count('find', 'JobExecutions', '--where', 'status=failed')).toBeGreaterThan(0);
    expect(await count('find', 'JobExecutions', '--where', 'status=failed')).toBe(
      await count('find', 'JobExecutions', '--where', 'status=failure'),
    );
  });

  test('knows which attributes are times', async () => {
    const index = ['--where', 'GSI1PK=TENANT#acme#STATUS#failure', '--where', 'GSI1SK>48h'];
    const found = await count('find', 'JobExecutions', ...index);
    expect(found).toBe(
      await count('executions', '--tenant', 'acme', '--status', 'failure', '--since', '48h'),
    );
    expect(found).toBeGreaterThan(0);
  });

  test('shows its columns, and hides its secrets', async () => {
    const { stdout } = await find('JobExecutions', '--limit', '1', '-o', 'csv');
    expect(stdout.split('\r\n')[0]).toBe('jit_event_id,execution_id,status,errors,created_at,completed_at');
    const keys = await find('mfh-dev-api-keys', '--limit', '1', '-o', 'json');
    expect(JSON.parse(keys.stdout)[0].key_hash).toBe('[redacted]');
  });

  test('asks about all of its items, whatever their keys', async () => {
    const { stdout } = await find('JobExecutions', '--where', 'status=failed', '--explain', '-o', 'json');
    const { operation, filter } = JSON.parse(stdout);
    expect(operation).toBe('scan');
    expect(filter).toHaveLength(1);
  });

  test('suggests the name of a misspelt attribute', async () => {
    const { stderr } = await find('JobExecutions', '--where', 'statsu=failed');
    expect(stderr).toContain("No attribute named 'statsu' is known for this table. Did you mean status?");
    const age = await find('JobExecutions', '--where', 'creatd_at>2h');
    expect(age).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean created_at?') });
  });

  test('accepts words that the definition does not list', async () => {
    expect(await find('JobExecutions', '--where', 'status=odd', '--count')).toMatchObject({
      code: 0,
      stdout: '0\n',
    });
  });

  test('says that a part of a key is no attribute, and which command asks for it', async () => {
    const { code, stdout, stderr } = await find('JobExecutions', '--where', 'tenant=acme');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(
      'ddbdbg: --where tenant=acme: No item has an attribute tenant: it exists only as part of the key GSI1PK.\n' +
        '`ddbdbg executions --tenant acme` asks for it.\n',
    );
    const negated = await find('JobExecutions', '--not', 'tenant^=a');
    expect(negated).toMatchObject({ code: 2 });
    expect(negated.stderr).toContain('GSI1PK.\nTry `ddbdbg executions --help`.');
    expect(await find('JobExecutions', '--where', '"tenant"=acme', '--count')).toMatchObject({ code: 0 });
  });
});
