import fc from 'fast-check';
import { inject } from 'vitest';
import type { AttributeFormat } from '../../../src/dynamo/model/attribute-definition';
import type { Condition, Window } from '../../../src/dynamo/model/condition';
import { keyAttributes, keySchemas } from '../../../src/dynamo/model/definition';
import type { Path } from '../../../src/dynamo/model/path';
import type { AttributeValue, Item } from '../../../src/dynamo/model/values';
import type { Question } from '../../../src/dynamo/plan/plan';
import { ANY_ORIGIN } from '../../helpers/origin';
import { type Column, INSTANTS } from './columns';
import type { Model } from './tables';

/** A question, and the maximum number of items per page for it. */
export interface Case {
  readonly question: Question;
  readonly limit: number;
  readonly page: number | undefined;
  /** The sizes of the table and its indexes are known. */
  readonly isMeasured: boolean;
}

/** Questions of every kind: some match a key of the table, some match none, and most match in part. */
export function cases(model: Model): fc.Arbitrary<Case> {
  const { columns, virtual, made, items } = model;
  const anything = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...columns).chain(conditionOn) },
    { weight: 1, arbitrary: fc.constantFrom(...virtual).chain(fixing) },
    { weight: 2, arbitrary: nested(model) },
  );
  const loose = fc.array(anything, { maxLength: 3 });
  const keyed = fc.constantFrom(...keySchemas(model.made)).chain(({ schema }) => {
    const partition = schema.partitionKey.map((name) => fixedSomehow(model, name));
    const sort = (schema.sortKey ?? []).map((name) => sortedSomehow(model, name));
    return fc.tuple(...partition, ...sort).map((parts) => parts.flat());
  });
  // The whole primary key of an item and nothing else makes a GetItem, which chance alone would seldom ask for.
  const exact = fc
    .constantFrom(...items)
    .map((item) => keyAttributes(made).map((name) => equals(name, item)));
  const conditions = fc.oneof(
    { weight: 6, arbitrary: fc.tuple(fc.oneof(fc.constant([]), keyed, keyed, keyed), loose) },
    { weight: 1, arbitrary: fc.tuple(exact) },
  );
  const names = columns.map((one) => one.name);
  const sort = fc.shuffledSubarray([...columns], { minLength: 1, maxLength: 3 }).chain((some) =>
    fc.tuple(
      ...some.map(({ name, definition }) =>
        fc.record({
          column: fc.constant(name),
          descending: fc.boolean(),
          format: fc.constant(definition.format),
        }),
      ),
    ),
  );
  return fc.record({
    question: fc.record({
      conditions: conditions.chain((both) =>
        fc.shuffledSubarray(both.flat(), { minLength: both.flat().length }),
      ),
      columns: maybe(fc.shuffledSubarray(names, { minLength: 1, maxLength: 3 }), 2),
      order: fc.constantFrom(undefined, 'asc' as const, 'desc' as const),
      sort: maybe(sort, 6),
      segments: fc.constantFrom(undefined, 1, 2, 3),
      index: maybe(fc.constantFrom('table', ...(made.indexes ?? []).map(({ name: index }) => index)), 9),
      consistent: maybe(fc.constant(true), 9),
    }),
    isMeasured: fc.boolean(),
    limit: fc.integer({ min: 1, max: 16 }),
    page: maybe(fc.integer({ min: 2, max: 9 }), 3),
  });
}

const equals = (name: string, item: Item): Condition => ({
  path: [name],
  origin: ANY_ORIGIN,
  operator: '=',
  value: item[name] as AttributeValue,
});

/** Undefined `none` times as often as a value. */
function maybe<T>(value: fc.Arbitrary<T>, none: number): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: none, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
}

type Some = fc.Arbitrary<Condition[]>;

/** Conditions that fix a partition attribute by one value, by several, or by the variables of its template; or none. */
function fixedSomehow(model: Model, name: string): Some {
  const columns = [...model.columns, ...model.virtual];
  const column = columns.find((one) => one.name === name);
  if (!column) return fc.constant([]);
  const parts = columns.filter((one) => column.definition.template?.includes(`{${one.name}}`));
  const direct = fc.oneof(
    { weight: 5, arbitrary: fixing(column).map((condition) => [condition]) },
    { weight: 2, arbitrary: conditionOn(column).map((condition) => [condition]) },
    { weight: 1, arbitrary: fc.constant<Condition[]>([]) },
  );
  if (parts.length === 0) return direct;
  const within = fc.tuple(...parts.map((one) => fixedSomehow(model, one.name))).map((some) => some.flat());
  return fc.oneof(direct, { weight: 2, arbitrary: within });
}

/** None, one or two conditions on a sort attribute, or on the variables of its template. */
function sortedSomehow(model: Model, name: string): Some {
  const columns = [...model.columns, ...model.virtual];
  const column = columns.find((one) => one.name === name);
  if (!column) return fc.constant([]);
  const direct = fc.oneof(fixedSomehow(model, name), fc.array(conditionOn(column), { maxLength: 2 }));
  const parts = [...(column.definition.template?.matchAll(/\{([^{}]+)\}/g) ?? [])].flatMap(
    ([, part]) => columns.find((one) => one.name === part) ?? [],
  );
  const [first, ...others] = parts;
  if (!first) return direct;
  const ranged = (one: Column) => fc.array(conditionOn(one), { minLength: 1, maxLength: 2 });
  const [second] = others;
  return fc.oneof(
    direct,
    { weight: 3, arbitrary: ranged(first) },
    ...(second ? [fc.tuple(fixing(first), ranged(second)).map(([fixed, range]) => [fixed, ...range])] : []),
  );
}

/** `=` or `in`, with values that occur. */
function fixing({ name, values }: Column): fc.Arbitrary<Condition> {
  const base = { path: [name], origin: ANY_ORIGIN };
  const value = fc.constantFrom(...values);
  return fc.oneof(
    { weight: 3, arbitrary: value.map((one): Condition => ({ ...base, operator: '=', value: one })) },
    {
      weight: 1,
      arbitrary: fc
        .array(value, { maxLength: 4 })
        .map((some): Condition => ({ ...base, operator: 'in', values: some })),
    },
  );
}

/** A condition on an attribute, mostly one that some of its values meet. */
export function conditionOn({ name, values, definition }: Column): fc.Arbitrary<Condition> {
  const operand = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...values.flatMap(alike)) },
    { weight: 1, arbitrary: STRANGERS },
  );
  const plainly = comparison([name], operand);
  const simple = definition.format ? fc.oneof(plainly, window([name], definition.format)) : plainly;
  return fc.oneof({ weight: 4, arbitrary: simple }, { weight: 1, arbitrary: composed([name], simple) });
}

/** Alternatives and negations of conditions on one path, up to three levels deep. */
function composed(path: Path, simple: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> {
  const base = { path, origin: ANY_ORIGIN };
  const several = (one: fc.Arbitrary<Condition>) =>
    fc
      .array(one, { minLength: 1, maxLength: 3 })
      .map((any): Condition => ({ ...base, operator: 'any', any }));
  const negated = (one: fc.Arbitrary<Condition>) =>
    one.map((not): Condition => ({ ...base, operator: 'not', not }));
  return fc.oneof(several(simple), negated(simple), negated(several(simple)), several(negated(simple)));
}

/** A value, or a prefix, part or element of it, for a comparison. */
function alike(value: AttributeValue): AttributeValue[] {
  if ('S' in value)
    return [value, value, { S: value.S.slice(0, 17) || 'a' }, { S: [...value.S].at(-1) ?? '' }];
  if ('L' in value) return [value, ...value.L];
  if ('SS' in value) return [value, ...value.SS.map((S) => ({ S }))];
  if ('NS' in value) return [value, ...value.NS.map((N) => ({ N: `${N}0` }))];
  if ('BS' in value) return [value, ...value.BS.map((B) => ({ B }))];
  return [value];
}

const STRANGERS = fc.constantFrom<AttributeValue[]>(
  { S: '' },
  { S: '1' },
  { N: '1.0' },
  { B: 'AQ==' },
  { BOOL: true },
  { NULL: true },
);

/**
 * Where dynalite differs from the AWS documentation: it never finds maps and lists equal, or `false` among the values of an IN, and
 * it searches for bytes above 127 as if they were text.
 */
const isRight = inject('engine') !== 'dynalite';
const isScalar = (value: AttributeValue) => 'S' in value || 'N' in value || 'B' in value;
const isDocument = (value: AttributeValue) => 'M' in value || 'L' in value;

/** Every operator that DynamoDB accepts with this operand. */
function comparison(path: Path, operands: fc.Arbitrary<AttributeValue>): fc.Arbitrary<Condition> {
  const base = { path, origin: ANY_ORIGIN };
  const operand = operands.map((value) => (isRight || !isDocument(value) ? value : { S: 'a' }));
  return fc.oneof(
    {
      weight: 1,
      arbitrary: fc.constantFrom<Condition[]>(
        { ...base, operator: 'exists' },
        { ...base, operator: 'not_exists' },
      ),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(operand, { minLength: 1, maxLength: 3 })
        .map((values) => (isRight ? values : values.filter(isScalar)))
        .map((values): Condition => ({ ...base, operator: 'in', values })),
    },
    {
      weight: 8,
      arbitrary: operand.chain((value) =>
        fc.constantFrom(...operatorsFor(value)).map((operator): Condition => ({ ...base, operator, value })),
      ),
    },
  );
}

type Comparator = Extract<Condition, { value: AttributeValue }>['operator'];

function operatorsFor(value: AttributeValue): readonly Comparator[] {
  if ('B' in value && !isRight) return ['=', '!=', '<', '<=', '>', '>='];
  if ('S' in value || 'B' in value) return ['=', '!=', '<', '<=', '>', '>=', 'begins_with', 'contains'];
  if ('N' in value) return ['=', '!=', '<', '<=', '>', '>=', 'contains'];
  return 'M' in value ? ['=', '!=', 'contains'] : ['=', '!='];
}

function window(path: Path, format: AttributeFormat): fc.Arbitrary<Condition> {
  const end = fc.option(fc.record({ instant: fc.constantFrom(...INSTANTS), inclusive: fc.boolean() }), {
    nil: undefined,
  });
  return fc.tuple(end, end).map(([after, upTo]): Condition => {
    const asked: Window = { format, ...(after && { after }), ...(upTo && { upTo }) };
    return { path, origin: ANY_ORIGIN, operator: 'window', window: asked };
  });
}

/** Conditions on paths inside attributes, both maps or lists and others. */
function nested({ columns, made, known }: Model): fc.Arbitrary<Condition> {
  // DynamoDB rejects paths inside the key. If only DynamoDB knows the key, the user gets its error.
  const hidden = known.keyIsAssumed ? keyAttributes(made) : [];
  const open = columns.filter(({ name }) => !hidden.includes(name));
  const steps = fc.constantFrom<Path[]>(['k'], ['k.1'], ['k.1', 0], ['k.1', 1], [0], [1], [1, 'k'], [7]);
  const operand = fc.constantFrom<AttributeValue[]>({ S: 'a' }, { S: 'b' }, { N: '1' }, { N: '2' });
  return fc.tuple(fc.constantFrom(...open), steps).chain(([{ name }, inside]) => {
    const path = [name, ...inside];
    const simple = comparison(path, operand);
    return fc.oneof({ weight: 4, arbitrary: simple }, { weight: 1, arbitrary: composed(path, simple) });
  });
}
