import { expect, test } from 'vitest';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import { completeItems } from '../../../src/dynamo/read/fetch-unprojected';
import { TableKey } from '../../../src/dynamo/read/table-key';
import type { Send } from '../../../src/dynamo/transport';
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
  conditions: [{ path: ['owner'], source: '', operator: '=', value: { S: 'me' } }],
});
const ITEMS = ['a', 'b', 'c'].map((S) => ({ id: { S }, owner: { S: 'me' } }));

/** Completes the items by a sender, and notes the pauses instead of making them. */
async function complete(send: Send): Promise<{ readonly outcome: unknown; readonly pauses: number[] }> {
  const pauses: number[] = [];
  const pause = async (millis: number) => pauses.push(millis);
  const outcome = await completeItems(plan, ITEMS, new TableKey(plan, send), send, undefined, pause).catch(
    (error: unknown) => error,
  );
  return { outcome, pauses };
}

test('what DynamoDB never gives is asked for with longer and longer pauses, and is an error in the end', async () => {
  const { outcome, pauses } = await complete(async (_, input) => ({
    UnprocessedKeys: (input as { RequestItems: Record<string, never> }).RequestItems,
  }));
  expect(outcome).toMatchObject({ code: 'service', message: 'DynamoDB leaves 3 items of notes unread.' });
  expect(pauses).toEqual([100, 200, 400, 800, 1600]);
});

test('as long as some of it comes, it goes on after short pauses', async () => {
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
