import { expect, test } from 'vitest';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import { fetchUnprojected } from '../../../src/dynamo/read/fetch-unprojected';
import { TableKey } from '../../../src/dynamo/read/table-key';
import type { Send } from '../../../src/dynamo/transport';
import { ANY_ORIGIN } from '../../helpers/origin';
import { planned } from '../../helpers/read';

const definition: TableDefinition = {
  command: ['notes'],
  summary: '',
  name: 'notes',
  partitionKey: ['id'],
  indexes: [{ name: 'ByOwner', partitionKey: ['owner'], projection: 'KEYS_ONLY' }],
  attributes: { id: { type: 'S' }, owner: { type: 'S' } },
  patterns: [],
};
const plan = planned(definition, 'notes', {
  conditions: [{ path: ['owner'], origin: ANY_ORIGIN, operator: '=', value: { S: 'me' } }],
});
const ITEMS = ['a', 'b', 'c'].map((S) => ({ id: { S }, owner: { S: 'me' } }));

/** Fetches the items, and records the pauses instead of waiting. */
async function complete(send: Send): Promise<{ readonly outcome: unknown; readonly pauses: number[] }> {
  const pauses: number[] = [];
  const pause = async (millis: number) => pauses.push(millis);
  const outcome = await fetchUnprojected(plan, ITEMS, new TableKey(plan, send), send, undefined, pause).catch(
    (error: unknown) => error,
  );
  return { outcome, pauses };
}

test('items that DynamoDB never returns are requested with growing pauses, and cause an error in the end', async () => {
  const { outcome, pauses } = await complete(async (_, input) => ({
    UnprocessedKeys: (input as { RequestItems: Record<string, never> }).RequestItems,
  }));
  expect(outcome).toMatchObject({
    code: 'service',
    message: 'DynamoDB keeps leaving 3 items of notes unprocessed.',
  });
  expect(pauses).toEqual([100, 200, 400, 800, 1600]);
});

test('the pauses stay short while some items are returned', async () => {
  const { outcome, pauses } = await complete(async (_, input) => {
    const { Keys = [] } =
      (input as { RequestItems: Record<string, { Keys?: typeof ITEMS }> }).RequestItems.notes ?? {};
    const [first, ...left] = Keys;
    return {
      Responses: { notes: first ? [{ ...first, owner: { S: 'me' } }] : [] },
      UnprocessedKeys: left.length > 0 ? { notes: { Keys: left } } : {},
    };
  });
  expect(outcome).toEqual(ITEMS);
  expect(pauses).toEqual([50, 50]);
});
