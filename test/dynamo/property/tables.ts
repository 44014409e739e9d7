import fc from 'fast-check';
import type { IndexDefinition, TableDefinition } from '../../../src/dynamo/model/definition';
import type { TableSizes } from '../../../src/dynamo/model/table-description';
import type { AttributeValue, Item } from '../../../src/dynamo/model/values';
import { type Column, KEY_KINDS, NAMES, PLAIN_KINDS } from './columns';
import { plain } from './oracle';
import {
  partitionTemplate,
  sortTemplate,
  type Templated,
  timeTemplate,
  type Virtual,
  wordTemplate,
} from './templates';

/** A generated table with its contents. */
export interface Model {
  /** The real definition. */
  readonly made: TableDefinition;
  /** The definition that the program gets: the same, unless the key is one that only DynamoDB knows. */
  readonly known: TableDefinition;
  readonly columns: readonly Column[];
  readonly virtual: readonly Virtual[];
  readonly items: readonly Item[];
  /** What DynamoDB would report once it has counted. */
  readonly sizes: TableSizes;
}

const ITEMS = 48;

/** Without a sort key, each item needs its own partition. */
const SERIAL: readonly Omit<Column, 'name'>[] = [
  { definition: { type: 'S' }, values: Array.from({ length: ITEMS }, (_, i) => ({ S: `id-${i}` })) },
  { definition: { type: 'N' }, values: Array.from({ length: ITEMS }, (_, i) => ({ N: `${i - 7}.5` })) },
];

/** The random choices for one table. */
interface Draw {
  chance(percent: number): boolean;
  pick<T>(from: readonly T[]): T;
  some<T>(from: readonly T[], min: number, max: number): T[];
  upTo(most: number): readonly number[];
}

/** Tables of every form. `several` gives their indexes keys of several attributes, which not every engine supports. */
export function tables(several: boolean): fc.Arbitrary<Model> {
  return fc.gen().map((g) => {
    const draw: Draw = {
      chance: (percent) => g(fc.integer, { min: 1, max: 100 }) <= percent,
      pick: <T>(from: readonly T[]) => g(fc.constantFrom<T[]>, ...from),
      some: <T>(from: readonly T[], min: number, max: number) =>
        g(fc.shuffledSubarray<T>, [...from], { minLength: min, maxLength: Math.min(max, from.length) }),
      upTo: (most) => Array.from({ length: g(fc.integer, { min: 0, max: most }) }, (_, i) => i),
    };
    return table(draw, several);
  });
}

function table(draw: Draw, several: boolean): Model {
  const names = draw.some(NAMES, NAMES.length, NAMES.length);
  const column = (kind: Omit<Column, 'name'>): Column => ({ ...kind, name: names.pop() ?? 'one too many' });
  const sorted = draw.chance(70);
  const secretive = draw.chance(30);
  const pk = column(draw.pick(sorted ? [KEY_KINDS.text, KEY_KINDS.number, KEY_KINDS.binary] : SERIAL));
  const sk = sorted ? [column(draw.pick(Object.values(KEY_KINDS)))] : [];
  const status = column(KEY_KINDS.status);
  const others = draw.some([...Object.values(KEY_KINDS), KEY_KINDS.time, KEY_KINDS.text], 4, 5).map(column);
  const when = column(KEY_KINDS.time);
  const templates = [
    partitionTemplate(column, status),
    sortTemplate(column),
    timeTemplate(column, when, draw.pick(['#', '|', '_', '/']), draw.chance(40)),
    wordTemplate(column, draw.chance(50)),
  ];
  const indexable = [status, ...others, ...templates.map((one) => one.key)];
  const plains = [...Object.values(PLAIN_KINDS), KEY_KINDS.text, KEY_KINDS.time].map(column);
  const columns = [pk, ...sk, ...indexable, when, ...plains];
  const everywhere = [...indexable, ...plains].filter(() => draw.chance(25));
  const virtual = templates.flatMap((one) => one.virtual);
  const indexes = [
    ...globalIndexes(draw, [...indexable, pk, ...sk], plains, several ? 3 : 1),
    ...(sorted && !secretive ? localIndexes(draw, pk, indexable, plains) : []),
  ];
  const items = itemsOf(draw, [pk, ...sk], columns, templates, everywhere);
  const isAlways = ({ name }: Column) => items.every((item) => item[name]) && draw.chance(70);
  const made: TableDefinition = {
    command: ['made'],
    summary: '',
    name: 'made',
    partitionKey: [pk.name],
    ...(sk[0] && { sortKey: [sk[0].name] }),
    indexes,
    attributes: Object.fromEntries([
      ...columns.map((one) => [one.name, { ...one.definition, ...(isAlways(one) && { always: true }) }]),
      ...virtual.map((one) => [one.name, one.definition]),
    ]),
    patterns: [],
  };
  const guess = { keyIsAssumed: true, partitionKey: ['guessed'], sortKey: ['guessed too'] };
  const known = secretive ? { ...made, ...guess } : made;
  return { made, known, columns, virtual, items, sizes: sizesOf(made, items) };
}

/** The size of each path, as the number of characters of the items that have the attributes of its key. */
function sizesOf({ indexes = [] }: TableDefinition, items: readonly Item[]): TableSizes {
  const size = (some: readonly Item[]) => ({ items: some.length, bytes: JSON.stringify(some).length });
  const inIndex = ({ partitionKey, sortKey = [] }: IndexDefinition) =>
    items.filter((item) => [...partitionKey, ...sortKey].every((name) => item[name]));
  return {
    table: size(items),
    indexes: Object.fromEntries(indexes.map((index) => [index.name, size(inIndex(index))])),
  };
}

function globalIndexes(draw: Draw, from: readonly Column[], plains: readonly Column[], most: number) {
  return draw.upTo(4).map((i): IndexDefinition => {
    const partitionKey = draw.some(from, 1, most).map((one) => one.name);
    const rest = from.filter((one) => !partitionKey.includes(one.name));
    const sortKey = draw.chance(75) && { sortKey: draw.some(rest, 1, most).map((one) => one.name) };
    return { name: `global${i}`, partitionKey, ...sortKey, projection: projection(draw, plains) };
  });
}

function localIndexes(draw: Draw, pk: Column, from: readonly Column[], plains: readonly Column[]) {
  return draw.upTo(2).map((i): IndexDefinition => {
    const key = { partitionKey: [pk.name], sortKey: [draw.pick(from).name] };
    return { name: `local${i}`, ...key, projection: projection(draw, plains), local: true };
  });
}

function projection(draw: Draw, plains: readonly Column[]): IndexDefinition['projection'] {
  const included = draw.some(plains, 1, 4).map((one) => one.name);
  return draw.pick<IndexDefinition['projection']>(['ALL', 'ALL', 'KEYS_ONLY', included]);
}

/** Items that lack a quarter of the possible attributes, except those that are `everywhere`, and share many values of the others. */
function itemsOf(
  draw: Draw,
  key: readonly Column[],
  columns: readonly Column[],
  templates: readonly Templated[],
  everywhere: readonly Column[],
): readonly Item[] {
  const items = new Map<string, Item>();
  for (let i = 0; i < ITEMS; i++) {
    const values = new Map<string, AttributeValue>();
    for (const one of columns) {
      const value = key.length === 1 && one === key[0] ? one.values[i] : draw.pick(one.values);
      if (value && (key.includes(one) || everywhere.includes(one) || draw.chance(75)))
        values.set(one.name, value);
    }
    for (const { key, virtual, build } of templates) {
      const parts = virtual.map((one) => Object.values(draw.pick(one.values)).join());
      const text = values.has(key.name) && build(Object.fromEntries(values), parts);
      values.delete(key.name);
      if (text) values.set(key.name, { S: text });
    }
    items.set(
      key.map((one) => plain(values.get(one.name) ?? { NULL: true })).join(),
      Object.fromEntries(values),
    );
  }
  return [...items.values()];
}
