import { describe, expect, test } from 'vitest';
import { runMain } from '../helpers/run-main';

/** Nothing listens on this endpoint, so a command line that sends anything ends with exit 1. */
const NOWHERE = ['--endpoint-url', 'http://127.0.0.1:1'];

describe('an invalid command line ends with exit 2 and a message, and sends nothing', () => {
  const cases: [string, RegExp][] = [
    ['executions', /--tenant is required/],
    ['executions --tenant a#STATUS#b', /contains '#'/],
    [
      'executions --tenant acme --status nope',
      /'nope' is not a known value[\s\S]*started, success, failure, timeout/,
    ],
    ['executions --tenant acme --status failrue', /Did you mean failure\?/],
    ['executions --tenant acme --status failure,', /value is empty|there is no ''/],
    ['executions --tenant acme --since tomorrow', /is not a valid time/],
    ['executions --tenant acme --since 2025-02-30', /is not a valid time/],
    ['executions --tenant acme --since 1h --until 2h', /the time window is empty/i],
    ['executions --tenant acme --limit 0', /--limit: '0' is not a whole number above 0/],
    ['executions --tenant acme --limit 1.5', /--limit/],
    ['executions --tenant acme --order up', /asc, desc/],
    ['executions --tenant acme --output xml', /table, json, ndjson, csv/],
    ['executions --tenant acme --cursor abc', /not a valid ddbdbg cursor/],
    ['executions --tenant acme --cursor !!', /not a valid ddbdbg cursor/],
    ['executions --tenant acme --columns a,,b', /--columns/],
    ['executions --tenant acme --stats=xml', /--stats/],
    ['executions --tenant acme --expect many', /--expect/],
    ['executions --tenant acme --table a', /--table/],
    ['executions --tenant acme --local --demo', /can't be combined/],
    ['executions --tenant acme --bogus', /unknown option '--bogus'/],
    ['executions --tenant acme stray', /too many arguments/],
    ['executionz', /Did you mean executions\?/],
  ];
  test.each(cases)('%s', async (line, message) => {
    const { code, stdout, stderr } = await runMain([...line.split(' '), ...NOWHERE]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(3);
  });

  test('plain HTTP to another machine requires --insecure', async () => {
    const words = ['executions', '--tenant', 'acme', '--endpoint-url', 'http://dynamodb.example'];
    expect(await runMain(words)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('would be unencrypted'),
    });
  });

  test('an invalid environment variable is named', async () => {
    const around = { env: { DDBDBG_OUTPUT: 'xml' } };
    expect(await runMain(['executions', '--tenant', 'a', ...NOWHERE], around)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('DDBDBG_OUTPUT'),
    });
    const spelling = { env: { DDBDBG_EXECUTIONS_STATUS: 'failure' } };
    expect(await runMain(['executions', '--tenant', 'a', ...NOWHERE], spelling)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('DDBDBG_EXECUTIONS_STATUS'),
    });
  });
});

test('an unreachable endpoint ends with exit 1 and a message', async () => {
  const { code, stderr } = await runMain(['executions', '--tenant', 'acme', '-o', 'json', ...NOWHERE]);
  expect(code).toBe(1);
  expect(stderr).toContain('Cannot reach DynamoDB at http://127.0.0.1:1');
}, 30_000);
