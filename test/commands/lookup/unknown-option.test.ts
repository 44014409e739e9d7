import { describe, expect, test } from 'vitest';
import { unknownLookupOption } from '../../../src/commands/lookup/unknown-option';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import { runMain } from '../../helpers/run-main';

/** Nothing listens on this endpoint, so a command line that sends anything ends with exit 1. */
const NOWHERE = ['--endpoint-url', 'http://127.0.0.1:1'];

describe('an option that a command does not have is answered by the form that it has', () => {
  const cases: [string, string][] = [
    ['jobs --created-at 2h', "jobs has no --created-at.\nUse --since 2h, or --where 'createdAt>2h'."],
    ['jobs --updated-at=2h', "jobs has no --updated-at.\nUse --where 'updatedAt>2h'."],
    ['jobs --record-type log', "jobs has no --record-type.\nUse --where 'recordType=log'."],
    ['jobs --job-id j', 'jobs has no --job-id.\nThe jobId is the argument of the command.'],
    ['helpers --account-id account:1', 'helpers has no --account-id.\nUse --account account:1.'],
    ['helpers --enabled', "helpers has no --enabled.\nUse --where 'enabled=…'."],
    ["helpers --name it's", "helpers has no --name.\nUse --where 'name=it'\\''s'."],
    [
      'fusion connections --platform keap',
      "fusion connections has no --platform.\nUse --where 'platform_id=keap'.",
    ],
    ['jobs --state failed', "unknown option '--state'. Did you mean --status?\nTry `ddbdbg jobs --help`."],
    [
      'jobs --tenant acme',
      "jobs has no --tenant, which is an option of executions.\nIf its items have such an attribute, use --where 'tenant=acme'. It has --project, --status, --main, --logs. Try `ddbdbg jobs --help`.",
    ],
    ['find orders --status failure', "find has no --status.\nUse --where 'status=failure'."],
    [
      'policy users --status active',
      "policy users has no --status, which is an option of executions, index-executions, jobs, ….\nIf its items have such an attribute, use --where 'status=active'. It has --email. Try `ddbdbg policy users --help`.",
    ],
    // Ages and switches are more than a condition on one attribute.
    [
      'jobs --idle 2h',
      'jobs has no --idle, which is an option of policy sessions.\nIt has --project, --status, --main, --logs. Try `ddbdbg jobs --help`.',
    ],
    [
      'find orders --idle 1h',
      'find has no --idle, which is an option of policy sessions.\nTry `ddbdbg find --help`.',
    ],
    [
      'find sessions --idle 2h',
      'find has no --idle, which is an option of policy sessions.\nUse `ddbdbg policy sessions --idle 2h`.',
    ],
    ['find orders --placed 2h', "find has no --placed.\nUse --where 'placed>2h'."],
    [
      'find excel-report-jobs --created-at 2025-06-16',
      "find has no --created-at.\nUse --where 'createdAt>2025-06-16'.",
    ],
  ];
  test.each(cases)('%s', async (line, message) => {
    const { code, stdout, stderr } = await runMain([...line.split(' '), ...NOWHERE]);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `ddbdbg: ${message}\n` });
  });

  test('--since where no attribute is known to be the time', () => {
    const table: TableDefinition = {
      ...{ command: ['films'], summary: '', name: 'films', partitionKey: ['id'], patterns: [] },
      attributes: { id: { type: 'S' }, genre: { type: 'S', option: 'genre' } },
    };
    expect(unknownLookupOption(table, { name: 'since', value: '2h' }, [table], ['since'])).toMatchObject({
      message: 'films has no --since, as no attribute is known to be the time of its items.',
      remedies: ['It has --genre.', { kind: 'help', command: ['films'] }],
    });
  });

  test('without a value that may be a secret', async () => {
    for (const line of ['fusion auths --access-token sesame', 'find orders --api-key sesame']) {
      const { code, stderr } = await runMain([...line.split(' '), ...NOWHERE]);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('=…') });
      expect(stderr).not.toContain('sesame');
    }
  });

  test('unless it is a misspelling of an option of every lookup, or a name that means nothing', async () => {
    for (const line of [
      'find orders --wher x=1',
      'jobs --outptu json',
      'jobs --bogus',
      'find orders --bogus',
    ]) {
      const { code, stderr } = await runMain([...line.split(' '), ...NOWHERE]);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('unknown option') });
    }
  });
});
