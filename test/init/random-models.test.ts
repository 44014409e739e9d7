import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtIn } from '../../src/commands/configuration/built-in';
import { configurationOf } from '../../src/config/read-config';
import { refusalOfExample } from '../../src/core/inspect/patterns';
import { checkAsk } from '../../src/core/question/ask';
import { prepareQuestion } from '../../src/core/question/prepare';
import type { Condition } from '../../src/dynamo/model/condition';
import type { TableDefinition } from '../../src/dynamo/model/definition';
import { matches } from '../../src/dynamo/model/matches';
import type { Item } from '../../src/dynamo/model/values';
import { checkDrafts } from '../../src/init/check-drafts';
import type { Draft } from '../../src/init/draft';
import { tablesFrom } from '../../src/init/from/from-file';
import { inferTables } from '../../src/init/infer-tables';
import { configText } from '../../src/init/write-tables';
import { NO_SECRETS } from '../../src/redact/redact';
import { namingIn } from './naming';

const NAMING = namingIn('my');

/** Reads drafts as a configuration file. Throws if it is not valid. */
const read = (drafts: readonly Draft[]): readonly TableDefinition[] =>
  configurationOf(configText(drafts), 'drafted', undefined, { ...builtIn(), catalog: [] }).catalog;

/** The items that a definition finds when it is asked for everything, by an evaluation that is independent of the planner's requests. */
function everything(table: TableDefinition, items: readonly Item[]): readonly Item[] {
  const context = { now: 0, secrets: NO_SECRETS };
  const { plan } = prepareQuestion(
    table,
    table.name,
    checkAsk({ command: table.command.join(' ') }),
    context,
  );
  const origin = { part: 'key' } as never;
  const filters = 'filter' in plan ? [...plan.filter, ...plan.residual] : [];
  const keys =
    'key' in plan
      ? [Object.entries(plan.key).map(([attribute, value]) => ({ attribute, operator: '=' as const, value }))]
      : 'branches' in plan
        ? plan.branches.map(({ key }) => key)
        : [[]];
  return items.filter(
    (item) =>
      filters.every((condition) => matches(condition, item)) &&
      keys.some((key) =>
        key.every(
          (one) =>
            'value' in one &&
            matches(
              { path: [one.attribute], origin, operator: one.operator, value: one.value } as Condition,
              item,
            ),
        ),
      ),
  );
}

/** A question for each access pattern of a definition, which must be valid, with its words. */
function commands(table: TableDefinition): readonly string[] {
  return table.patterns.map(({ ask }) => {
    const { values, where, not, columns: _, ...rest } = ask;
    const asked = checkAsk({
      command: table.command.join(' '),
      ...rest,
      ...(values && { values: { ...values } }),
      ...(where && { where: [...where] }),
      ...(not && { not: [...not] }),
    });
    prepareQuestion(table, table.name, asked, { now: 0, secrets: NO_SECRETS });
    return JSON.stringify([table.command, ask]);
  });
}

const word = fc.constantFrom(
  'USER',
  'ORDER',
  'ITEM',
  'ORG',
  'METADATA',
  'user',
  'order',
  'Event',
  'HELP',
  'v1',
);
const name = fc.constantFrom(
  'type',
  'entityType',
  '__edb_e__',
  'status',
  'name',
  'total',
  'email',
  'a-1',
  'a1',
  'limit',
  'createdAt',
);
const value = fc.oneof(
  fc.nat(30).map(String),
  fc.constantFrom(
    'JFK',
    'LHR',
    'alice',
    'BOB',
    'PENDING',
    'PAID',
    'x.y',
    '2025-06-16T21:19:33Z',
    '2025-06-16',
  ),
);

/** The form of a key: labels and variables, which may stand in any order. */
const keyForm = fc.array(fc.oneof(word, fc.constant(undefined)), { minLength: 1, maxLength: 4 });

/** An entity: the forms of its keys, its attributes, and its type. */
const entity = fc.record({
  pk: keyForm,
  sk: keyForm,
  names: fc.uniqueArray(name, { maxLength: 4 }),
  type: fc.option(word),
  count: fc.integer({ min: 1, max: 8 }),
  values: fc.array(value, { minLength: 12, maxLength: 40 }),
});

const model = fc.record({
  separator: fc.constantFrom('#', '|', ':', '_', '/'),
  hasType: fc.boolean(),
  entities: fc.array(entity, { minLength: 1, maxLength: 5 }),
});

/** The items of a model, each with a key of its own. */
function itemsOf({
  separator,
  hasType,
  entities,
}: typeof model extends fc.Arbitrary<infer M> ? M : never): Item[] {
  const items = entities.flatMap(({ pk, sk, names, type, count, values }, e) => {
    let at = 0;
    const next = () => values[at++ % values.length] ?? '';
    const key = (form: readonly (string | undefined)[]) => form.map((part) => part ?? next()).join(separator);
    return Array.from(
      { length: count },
      (): Item => ({
        PK: { S: key(pk) },
        SK: { S: key(sk) },
        ...Object.fromEntries(names.map((one) => [one, { S: next() }])),
        ...(hasType && { kind: { S: type ?? `kind${e}` } }),
      }),
    );
  });
  return [...new Map(items.map((item) => [JSON.stringify([item.PK, item.SK]), item])).values()];
}

const described = (key: readonly string[] = ['PK', 'SK']) => ({
  TableName: 'Things',
  KeySchema: key.map((AttributeName, i) => ({ AttributeName, KeyType: i ? 'RANGE' : 'HASH' }) as const),
  AttributeDefinitions: key.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
});

describe('for random samples of single-table designs', () => {
  test('what is drafted loads, has commands of its own, and finds all items of an entity and no others', () => {
    fc.assert(
      fc.property(model, (one) => {
        const items = itemsOf(one);
        const drafts = inferTables(
          { description: described(), ttl: undefined, items, region: undefined },
          NAMING,
        );
        const tables = read(drafts);
        const [all, ...kinds] = tables;
        const asked = tables.flatMap(commands);
        expect(asked).toEqual([...new Set(asked)]);
        expect(all && everything(all, items)).toHaveLength(items.length);
        const found = kinds.map((kind) => everything(kind, items));
        // No two entities share an item, and none is the whole table.
        expect(new Set(found.flat()).size).toBe(found.flat().length);
        for (const [i, own] of found.entries()) {
          const said = drafts[i + 1]?.notes[''] ?? [];
          expect(said[0]).toBe(`made from a sample of ${own.length} ${own.length === 1 ? 'item' : 'items'}`);
          expect(own.length).toBeGreaterThan(0);
        }
        // What is not found by any entity is told.
        const missing = items.length - found.flat().length;
        const said = (drafts[0]?.notes[''] ?? []).flatMap((note) =>
          Number(/\((\d+) items?\) is left out/.exec(note)?.[1] ?? 0),
        );
        if (kinds.length > 0) expect(said.reduce((sum, count) => sum + count, 0)).toBe(missing);
      }),
      { numRuns: 50 },
    );
  });
});

const template = fc
  .tuple(
    word,
    fc.constantFrom('a', 'b', 'c', 'created_at'),
    fc.constantFrom('', '#X', '#{d}', '{d}'),
    fc.boolean(),
  )
  .map(([label, variable, rest, isLabelled]) =>
    isLabelled ? `${label}#{${variable}}${rest}` : `{${variable}}`,
  );
const fields = fc
  .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'created_at', 'entity_type', 'limit'), { maxLength: 7 })
  .map((names) =>
    names.map((field, i) => ({
      name: field,
      type: ['string', 'integer', 'array'][i % 7 === 5 ? 2 : i % 3 === 2 ? 1 : 0],
    })),
  );
const pattern = fc.record({
  description: fc.constantFrom('get it', 'list them', 'find some'),
  operation: fc.constantFrom('GetItem', 'Query', 'Scan', 'PutItem'),
  index_name: fc.constantFrom(null, 'G', 'H', 'Nope'),
  range_condition: fc.constantFrom(null, '>=', '<', 'between', 'begins_with', 'odd'),
  parameters: fc.array(fc.record({ name: fc.constantFrom('a', 'b', 'id', 'since', 'until') }), {
    maxLength: 4,
  }),
  filter_expression: fc.option(
    fc.record({
      conditions: fc.array(
        fc.record({
          field: fc.constantFrom('a', 'd', 'tags', 'x.y'),
          operator: fc.constantFrom('=', '<>', '>', 'between', 'in', 'odd'),
          param: fc.constantFrom('a', 'p'),
        }),
        { minLength: 1, maxLength: 2 },
      ),
      logical_operator: fc.constantFrom('AND', 'OR'),
    }),
  ),
});
const dataModel = fc.array(
  fc.record({
    table_config: fc.record({
      table_name: fc.constantFrom('Orders', 'orders', 'Help', 'USER', 'x', 'a b'),
      partition_key: fc.constantFrom('pk', 'a'),
      sort_key: fc.constantFrom('sk', null),
    }),
    gsi_list: fc.constantFrom(
      [],
      [
        { name: 'G', partition_key: 'sk', sort_key: 'pk' },
        { name: 'H', partition_key: 'gpk' },
      ],
    ),
    entities: fc.dictionary(
      fc.constantFrom('User', 'user', 'Orders', 'Help', 'Order-Item', 'order_item'),
      fc.record({
        entity_type: fc.option(word),
        pk_template: template,
        sk_template: template,
        gsi_mappings: fc.constantFrom(
          [],
          [{ name: 'G', pk_template: 'OTHER#{a}', sk_template: '{b}' }],
          [{ name: 'H', pk_template: 'H#{b}' }],
        ),
        fields,
        access_patterns: fc.array(pattern, { maxLength: 4 }),
      }),
      { minKeys: 1, maxKeys: 4 },
    ),
  }),
  { minLength: 1, maxLength: 4 },
);

describe('for random data models', () => {
  test('what is drafted loads, has commands of its own, and no two questions have the same one', () => {
    fc.assert(
      fc.property(dataModel, (tables) => {
        const drafted = tablesFrom(JSON.stringify({ tables }), 'f', undefined, NAMING);
        const { drafts, leftOut } = checkDrafts(drafted, { ...builtIn(), catalog: [] }, refusalOfExample);
        // Only names and keys that DynamoDB does not allow are left out.
        expect(
          leftOut.every(({ why }) => /is not a valid table name|a key attribute must have type/.test(why)),
          JSON.stringify(leftOut),
        ).toBe(true);
        expect(drafts.length + leftOut.length).toBeGreaterThanOrEqual(tables.length);
        if (drafts.length === 0) return;
        const found = read(drafts);
        expect(new Set(found.map(({ command }) => command.join(' '))).size).toBe(found.length);
        const asked = found.flatMap(commands);
        expect(asked).toEqual([...new Set(asked)]);
      }),
      { numRuns: 60 },
    );
  });
});
