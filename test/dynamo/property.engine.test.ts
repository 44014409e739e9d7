import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Item } from '../../src/dynamo/model/values';
import { isQuery, type Plan, type Question } from '../../src/dynamo/plan/plan';
import { plan } from '../../src/dynamo/plan/planner';
import { requests } from '../../src/dynamo/plan/requests';
import { countItems } from '../../src/dynamo/read/count-items';
import type { Send } from '../../src/dynamo/transport';
import { engineSender, tableWith } from '../helpers/client';
import { readBitByBit, readOnce, shortPages } from '../helpers/read';
import { disorder, expected, isInOrder, unreported } from './property/expectation';
import { plain, plainItem } from './property/oracle';
import { type Case, cases } from './property/questions';
import { type Model, tables } from './property/tables';

/** The number of tables, and of questions per table. Each question is read at once, read in pages with cursors, and counted. */
const TABLES = 16;
const QUESTIONS = 15;
/** Tables from one seed, with questions from a different seed for each, so that they don't all get the same questions. */
const seed = inject('seed');

/** DynamoDB Local supports keys of several attributes; dynalite predates them. */
const several = inject('engine') === 'dynamodb-local';
const models = [
  ...fc.sample(tables(false), { seed, numRuns: several ? TABLES / 2 : TABLES }),
  ...(several ? fc.sample(tables(true), { seed, numRuns: TABLES / 2 }) : []),
];

/** The number of questions by access path. */
const used = new Map<string, number>();

describe(`${TABLES} tables, ${TABLES * QUESTIONS} questions, against a filter over all items, on ${inject('engine')}`, () => {
  let send: Send;
  beforeAll(async () => {
    send = await engineSender(afterAll);
  });

  test.each(models.map((model, i) => [i, model] as const))('table %i', async (i, model) => {
    const name = await tableWith(model.made, model.items);
    const property = fc.asyncProperty(cases(model), (one) => check(model, name, one, send));
    await fc.assert(property, { numRuns: QUESTIONS, seed: seed + i });
  });

  test('every kind of access path was used', () => {
    const counts = ['get', 'query', 'merge', 'scan'].map((kind) => used.get(kind) ?? 0);
    expect(Math.min(...counts)).toBeGreaterThan(2);
  });
});

async function check(
  model: Model,
  table: string,
  { question, limit, page, isMeasured }: Case,
  engine: Send,
): Promise<void> {
  const send = page === undefined ? engine : shortPages(engine, page);
  const sizes = isMeasured ? model.sizes : undefined;
  const index = model.made.indexes?.find(({ name }) => name === question.index);
  // A global index does not support consistent reads, which a session refuses.
  const asked = index && !index.local ? { ...question, consistent: undefined } : question;
  const planned = (more: Partial<Question>): Plan | undefined => {
    const result = plan(model.known, table, { ...asked, ...more }, sizes);
    return result.operation === 'none' ? undefined : result;
  };
  const whole = planned({}) as Plan;
  if (whole === undefined) expect(aboutVirtual(model, question)).toBe(true);
  fc.pre(whole !== undefined);
  used.set(whole.operation, (used.get(whole.operation) ?? 0) + 1);
  if (asked.index !== undefined) expect(whole.index ?? 'table').toBe(asked.index);
  for (const { input } of requests(whole)) expect(input.ConsistentRead).toBe(asked.consistent);

  const wanted = expected(model, whole, question.conditions);
  const { items: found } = await readOnce(whole, send);
  expect(keys(model, found).sort()).toEqual(keys(model, wanted).sort());
  expect(keys(model, unreported(model, whole, question.conditions, sizes))).toEqual([]);
  expect(disorder(whole, found)).toBeUndefined();
  // The order of a sort key is that of its text, which is not exactly that of times.
  if (question.sort?.every(({ format }) => format !== 'time'))
    expect(isInOrder(question.sort, found)).toBe(true);
  if (isQuery(whole) && question.order) expect(whole.descending).toBe(question.order === 'desc');
  for (const item of found) expectContents(model, question, item);

  const bits = await readBitByBit(planned({ limit }) as Plan, send);
  // A Scan has no order, and with a limit it switches between segments sooner.
  const ordered = whole.operation !== 'scan' || whole.sort !== undefined;
  if (ordered) expect(keys(model, bits)).toEqual(keys(model, found));
  else expect(keys(model, bits).sort()).toEqual(keys(model, wanted).sort());

  const counted = planned({ count: true, sort: undefined, columns: undefined }) as Plan;
  expect(await countItems(counted, send)).toBe(expected(model, counted, question.conditions).length);
}

/** The primary key identifies an item. */
function keys({ made }: Model, items: readonly Item[]): string[] {
  const names = [...made.partitionKey, ...(made.sortKey ?? [])];
  return items.map((item) => names.map((name) => plain(item[name] ?? { NULL: true })).join(' / '));
}

/** The requested attributes are present, exactly as stored. */
function expectContents(model: Model, { columns }: Question, item: Item): void {
  const [key] = keys(model, [item]);
  const stored = model.items.find((one) => keys(model, [one])[0] === key) ?? {};
  const names = columns ?? Object.keys(stored);
  const some = (of: Item) => Object.fromEntries(Object.entries(of).filter(([name]) => names.includes(name)));
  expect(plainItem(some(item))).toBe(plainItem(some(stored)));
}

function aboutVirtual({ virtual }: Model, { conditions }: Question): boolean {
  return conditions.some((condition) => virtual.some(({ name }) => name === condition.path[0]));
}
