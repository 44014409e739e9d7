import { type Condition, topLevel } from '../../../src/dynamo/model/condition';
import { keyAttributes } from '../../../src/dynamo/model/definition';
import type { TableSizes } from '../../../src/dynamo/model/table-description';
import type { AttributeValue, Item } from '../../../src/dynamo/model/values';
import { isQuery, type Plan, type Sort } from '../../../src/dynamo/plan/plan';
import { at, compare, holds, moment } from './oracle';
import type { Model } from './tables';

/** The items that meet all conditions and that the chosen access path can see. */
export function expected(model: Model, plan: Plan, conditions: readonly Condition[]): readonly Item[] {
  return model.items.filter((item) => {
    const whole = withVirtual(model, item);
    return conditions.every((condition) => holds(condition, whole)) && isSeen(model, plan, conditions, whole);
  });
}

/** The item with the attributes that exist only in its keys. */
function withVirtual({ virtual }: Model, item: Item): Item {
  const hidden = virtual.flatMap(({ name, inside, part, separator = '#' }): [string, AttributeValue][] => {
    const key = item[inside];
    return key && 'S' in key ? [[name, { S: key.S.split(separator)[part] ?? '' }]] : [];
  });
  return { ...item, ...Object.fromEntries(hidden) };
}

/**
 * An item without the key attributes of an index is not in the index. If no condition fixes a partition attribute, only its known
 * values are queried. The plan reports both, see {@link unreported}.
 */
function isSeen(model: Model, plan: Plan, conditions: readonly Condition[], item: Item): boolean {
  if (plan.operation === 'get') return true;
  if (plan.index !== undefined && !keyAttributes(plan.schema).every((name) => item[name])) return false;
  return !isQuery(plan) || plan.schema.partitionKey.every((name) => isKnown(model, name, conditions, item));
}

/**
 * Items that meet the conditions but are neither in the answer nor in what the plan says it may leave out: those without an attribute that
 * it names, and those with unknown values. The definition promises that items with a variable of a template that a Query requires also have
 * the attribute that is composed of it.
 */
export function unreported(
  model: Model,
  plan: Plan,
  conditions: readonly Condition[],
  sizes: TableSizes | undefined,
): readonly Item[] {
  const { mayLack = [], index } = plan;
  const isAbout = (name: string) => conditions.some(({ path: [first] }) => first === name);
  const composed = Object.entries(model.made.attributes).flatMap(([name, { template }]) =>
    isQuery(plan) && variablesOf(template).some(isAbout) ? [name] : [],
  );
  const counted = sizes && index !== undefined ? sizes.indexes[index]?.items : undefined;
  const named = counted !== undefined && counted === sizes?.table?.items ? [] : mayLack;
  return model.items.filter((item) => {
    const whole = withVirtual(model, item);
    if (!conditions.every((condition) => holds(condition, whole))) return false;
    if (isSeen(model, plan, conditions, whole)) return false;
    if (
      [...named, ...composed].some(
        (name) => plan.schema && keyAttributes(plan.schema).includes(name) && !item[name],
      )
    )
      return false;
    return !plan.notes.some(({ kind }) => kind === 'assumed-values');
  });
}

function isKnown({ made }: Model, name: string, conditions: readonly Condition[], item: Item): boolean {
  const fixed = (one: string) =>
    conditions.some((c) => topLevel(c) === one && (c.operator === '=' || c.operator === 'in'));
  const { template, values } = made.attributes[name] ?? {};
  if (fixed(name)) return true;
  if (template)
    return variablesOf(template).every((one) => isKnown({ made } as Model, one, conditions, item));
  return (values ?? []).some(({ stored }) =>
    stored.some((S) => JSON.stringify(item[name]) === JSON.stringify({ S })),
  );
}

function variablesOf(template = ''): readonly string[] {
  return [...template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '');
}

/** The first items out of order in a list that should be in sort key order. */
export function disorder(plan: Plan, items: readonly Item[]): unknown {
  const { sort } = plan;
  if (sort) return firstPair(items, (a, b) => bySort(sort, a, b));
  if (!isQuery(plan)) return undefined;
  const names = plan.schema.sortKey ?? [];
  return firstPair(items, (a, b) => {
    const orders = names.map((name) => compareAt(a, b, name) ?? 0);
    return (orders.find((order) => order !== 0) ?? 0) * (plan.descending ? -1 : 1);
  });
}

function firstPair(items: readonly Item[], order: (a: Item, b: Item) => number): unknown {
  const bad = items.findIndex((item, i) => i > 0 && order(items[i - 1] as Item, item) > 0);
  return bad < 0 ? undefined : items.slice(bad - 1, bad + 1);
}

function compareAt(a: Item, b: Item, name: string): number | undefined {
  const [x, y] = [at(a, [name]), at(b, [name])];
  return x && y && compare(x, y);
}

/** Whether items are in the order that a sort requests, as far as values of one type have an order. */
export function isInOrder(sort: readonly Sort[], items: readonly Item[]): boolean {
  return firstPair(items, (a, b) => bySort(sort, a, b)) === undefined;
}

/** The order by the first column in which the items differ. It is 0 if either may come first. */
function bySort(sort: readonly Sort[], a: Item, b: Item): number {
  for (const one of sort) {
    const order = byColumn(one, a, b);
    if (order !== 0) return order ?? 0;
  }
  return 0;
}

/**
 * Items without the column come last, and times are in chronological order. Values of different types are in any order, which is undefined.
 */
function byColumn({ column, descending, format }: Sort, a: Item, b: Item): number | undefined {
  const [x, y] = [at(a, [column]), at(b, [column])];
  if (!x || !y) return x ? -1 : y ? 1 : 0;
  const [m, n] = [format && moment(format, x), format && moment(format, y)];
  if (m !== undefined && n !== undefined) return (m < n ? -1 : m > n ? 1 : 0) * (descending ? -1 : 1);
  if (format === 'time') return undefined; // one of them is not a time, so either may come first
  const order = compare(x, y);
  return order && order * (descending ? -1 : 1);
}
