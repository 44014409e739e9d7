import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { progressText } from '../../../src/commands/output/progress';
import { fakeEndpoint, refusal } from '../../helpers/fake-endpoint';
import { runMain } from '../../helpers/run-main';

const CLEAR = '\r\u001b[K';

const KEY = { KeySchema: [{ AttributeName: 'recordId', KeyType: 'HASH' }], AttributeDefinitions: [] };
const DESCRIPTION = { body: { Table: { ...KEY, TableSizeBytes: 1_000_000, ItemCount: 400 } } };

type Later = (stop: () => void) => void;

/** A table of 4 slow pages of 100 items each. */
async function slowTable(millis: number, later: Later): Promise<string> {
  let page = 0;
  const { url } = await fakeEndpoint(async (operation) => {
    if (operation === 'DescribeTable') return DESCRIPTION;
    await sleep(millis);
    page++;
    const body = {
      Items: Array.from({ length: 50 }, (_, i) => ({ recordId: { S: `r${page}-${i}` } })),
      Count: 50,
      ScannedCount: 100,
      ConsumedCapacity: { CapacityUnits: 12.5 },
      ...(page < 4 && { LastEvaluatedKey: { recordId: { S: `r${page}` } } }),
    };
    return { body };
  }, later);
  return url;
}

const SCAN = ['jobs', '--project', 'p', '--endpoint-url'];

// Concurrent, as each test waits.
describe.concurrent('a slow question shows its progress on a terminal', () => {
  test('in one line on stderr, which is cleared before other output', async ({
    expect,
    onTestFinished: later,
  }) => {
    const { code, stdout, stderr } = await runMain([...SCAN, await slowTable(200, later), '--count'], {
      terminal: 80,
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '200\n' });
    const [notice, first, ...drawn] = stderr.split(CLEAR);
    expect(notice).toMatch(/^full scan of .*\n$/);
    expect(first).toMatch(/^\d+ of \d00 items · \d requests · \d+ RCU · \d+ items\/s · \d+% of the table$/);
    expect(drawn.length).toBeGreaterThan(1);
    expect(drawn.pop()).toMatch(/^200 items · 400 read · scan on .* · 5 requests · 50 RCU · [\d.]+ m?s\n$/);
  });

  test('but never within a line of the result', async ({ expect, onTestFinished: later }) => {
    const chunks: string[] = [];
    const url = await slowTable(400, later);
    // A table without a definition has no order that would have to be waited for.
    const words = ['find', 'things', '--endpoint-url', url, '-o', 'json', '--limit', '1000'];
    const { stderr } = await runMain(words, { terminal: 80, onStdout: (chunk) => chunks.push(chunk) });
    expect(chunks.some((chunk) => !chunk.endsWith('\n'))).toBe(true);
    // There may be a line before the first page. After that, the cursor is behind a `}`.
    expect(stderr.split(CLEAR).filter((part) => part.includes('items/s')).length).toBeLessThanOrEqual(1);
  });

  test.for<[string, string[], Record<string, string>]>([
    ['--quiet', ['--quiet'], {}],
    ['--debug', ['--debug'], {}],
    ['a CI build', [], { CI: 'true' }],
    ['a dumb terminal', [], { TERM: 'dumb' }],
  ])('but not at all: %s', async ([, words, env], { expect, onTestFinished: later }) => {
    const around = { terminal: 80, env };
    const { code, stderr } = await runMain(
      [...SCAN, await slowTable(200, later), '--count', ...words],
      around,
    );
    expect({ code, drawn: stderr.includes('\r') }).toEqual({ code: 0, drawn: false });
  });

  test('or through a pipe', async ({ expect, onTestFinished: later }) => {
    const { stderr } = await runMain([...SCAN, await slowTable(200, later), '--count']);
    expect(stderr).toMatch(/^full scan of .*\n$/);
  });

  test('the line is cleared before an error message', async ({ expect, onTestFinished: later }) => {
    const { url } = await fakeEndpoint(async (operation) => {
      if (operation === 'DescribeTable') return DESCRIPTION;
      await sleep(900);
      return refusal('ResourceNotFoundException');
    }, later);
    const { code, stderr } = await runMain([...SCAN, url], { terminal: 80 });
    expect(code).toBe(5);
    const last = stderr.split(CLEAR).pop();
    expect(last).toMatch(/^0 items[\s\S]*ddbdbg: .*excel-report-jobs/);
  });
});

// Not concurrent, as the other tests would slow it down.
test('a fast question shows no progress', async ({ onTestFinished }) => {
  const words = [...SCAN, await slowTable(5, onTestFinished), '--count'];
  const { code, stderr } = await runMain(words, { terminal: 80 });
  expect({ code, drawn: stderr.includes('\r') }).toEqual({ code: 0, drawn: false });
});

test('the share is omitted when unknown, and never reaches 100%', () => {
  const meter = { requests: 1, scanned: 12_345, returned: 12_345, capacityUnits: 0.5 };
  expect(progressText(meter, 1000, undefined)).toBe('12,345 items · 1 request · 1 RCU · 12,345 items/s');
  expect(progressText(meter, 1000, 0)).not.toContain('%');
  expect(progressText(meter, 1000, 100)).toContain('99% of the table');
});
