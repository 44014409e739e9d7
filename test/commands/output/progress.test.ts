import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { progressText } from '../../../src/commands/output/progress';
import { fakeEndpoint, refusal } from '../../helpers/fake-endpoint';
import { runMain } from '../../helpers/run-main';

const CLEAR = '\r\u001b[K';

const KEY = { KeySchema: [{ AttributeName: 'recordId', KeyType: 'HASH' }], AttributeDefinitions: [] };
const DESCRIPTION = { body: { Table: { ...KEY, TableSizeBytes: 1_000_000, ItemCount: 400 } } };

type Later = (stop: () => void) => void;

/** A table of 4 pages of 100 items, each of which takes a while. */
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

const SCAN = ['jobs', '--project', 'p', '--columns', 'recordId', '--endpoint-url'];

// Beside each other, as each of them has to wait.
describe.concurrent('a question that takes a while shows on a terminal how far it is', () => {
  test('in one line on stderr that is gone before anything else is written', async ({
    expect,
    onTestFinished: later,
  }) => {
    const { code, stdout, stderr } = await runMain([...SCAN, await slowTable(200, later), '--count'], {
      terminal: 80,
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '200\n' });
    const [told, first, ...drawn] = stderr.split(CLEAR);
    expect(told).toMatch(/^full scan of .*\n$/);
    expect(first).toMatch(/^\d+ of \d00 items · \d requests · \d+ RCU · \d+ items\/s · \d+% of the table$/);
    expect(drawn.length).toBeGreaterThan(1);
    expect(drawn.pop()).toMatch(/^200 items · 400 read · scan on .* · 5 requests · 50 RCU · [\d.]+ m?s\n$/);
  });

  test('but never in the middle of a line of the result', async ({ expect, onTestFinished: later }) => {
    const chunks: string[] = [];
    const words = [...SCAN, await slowTable(400, later), '--order', 'asc', '-o', 'json', '--limit', '1000'];
    const { stderr } = await runMain(words, { terminal: 80, onStdout: (chunk) => chunks.push(chunk) });
    expect(chunks.some((chunk) => !chunk.endsWith('\n'))).toBe(true);
    // Before the first page there may be one; behind it the cursor stands behind a `}`.
    expect(stderr.split(CLEAR).filter((part) => part.includes('items/s')).length).toBeLessThanOrEqual(1);
  });

  test.for<[string, string[], Record<string, string>]>([
    ['--quiet', ['--quiet'], {}],
    ['--debug', ['--debug'], {}],
    ['a build', [], { CI: 'true' }],
    ['a terminal that can do nothing', [], { TERM: 'dumb' }],
  ])('and not at all: %s', async ([, words, env], { expect, onTestFinished: later }) => {
    const around = { terminal: 80, env };
    const { code, stderr } = await runMain(
      [...SCAN, await slowTable(200, later), '--count', ...words],
      around,
    );
    expect({ code, drawn: stderr.includes('\r') }).toEqual({ code: 0, drawn: false });
  });

  test('nor through a pipe', async ({ expect, onTestFinished: later }) => {
    const { stderr } = await runMain([...SCAN, await slowTable(200, later), '--count']);
    expect(stderr).toMatch(/^full scan of .*\n$/);
  });

  test('it is gone before an error is told', async ({ expect, onTestFinished: later }) => {
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

// On its own: the others would make it slow.
test('what is quick shows nothing of the kind', async ({ onTestFinished }) => {
  const words = [...SCAN, await slowTable(5, onTestFinished), '--count'];
  const { code, stderr } = await runMain(words, { terminal: 80 });
  expect({ code, drawn: stderr.includes('\r') }).toEqual({ code: 0, drawn: false });
});

test('the share is left out where nobody knows it, and never says that all is read', () => {
  const meter = { requests: 1, scanned: 12_345, returned: 12_345, capacityUnits: 0.5 };
  expect(progressText(meter, 1000, undefined)).toBe('12,345 items · 1 request · 1 RCU · 12,345 items/s');
  expect(progressText(meter, 1000, 0)).not.toContain('%');
  expect(progressText(meter, 1000, 100)).toContain('99% of the table');
});
