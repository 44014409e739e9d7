import { didYouMean } from '../did-you-mean';
import { spellingsOf } from '../dynamo/model/attribute-definition';
import { keyAttributes, type TableDefinition } from '../dynamo/model/definition';
import { type Path, parseSortColumn, splitColumns } from '../dynamo/model/path';
import { timeMistakes } from './check-life';
import type { Mistake } from './mistake';
import { undeclared } from './undeclared';

/** Returns mistakes for references to attributes, indexes and switches that are not declared or not suitable. */
export function nameMistakes(table: TableDefinition): readonly Mistake[] {
  return [...keyMistakes(table), ...referenceMistakes(table), ...patternMistakes(table)];
}

function keyMistakes(table: TableDefinition): readonly Mistake[] {
  const own = { path: [] as Path, schema: table, max: 1 };
  const indexes = (table.indexes ?? []).map((index) => ({
    path: ['indexes', index.name],
    schema: index,
    max: 4,
  }));
  const mistakes = [own, ...indexes].flatMap(({ path, schema, max }) => {
    const { partitionKey, sortKey = [] } = schema;
    const names = keyAttributes(schema);
    const duplicate = names.find((name, i) => names.indexOf(name) !== i);
    if (duplicate !== undefined) return [{ path, message: `the key contains ${duplicate} twice` }];
    return [
      ...partOf(partitionKey, [...path, 'partitionKey'], max, table),
      ...partOf(sortKey, [...path, 'sortKey'], max, table),
    ];
  });
  const local = (table.indexes ?? []).filter((index) => index.local);
  return [
    ...mistakes,
    ...local
      .filter(({ partitionKey, sortKey }) => partitionKey.join() !== table.partitionKey.join() || !sortKey)
      .map(({ name }) => ({
        path: ['indexes', name],
        message: `a local index must have the partition key of the table (${table.partitionKey.join()}) and its own sort key`,
      })),
  ];
}

/** Returns the mistakes in the partition key or the sort key. */
function partOf(
  names: readonly string[],
  path: Path,
  max: number,
  table: TableDefinition,
): readonly Mistake[] {
  if (names.length > max)
    return [{ path, message: 'a table has one partition key attribute and at most one sort key attribute' }];
  return names.flatMap((name) => {
    if (!Object.hasOwn(table.attributes, name)) return [undeclared(name, path, table)];
    const { type = 'S', virtual } = table.attributes[name] ?? {};
    if (virtual) return [{ path, message: `${name} is virtual, so it cannot be a key attribute` }];
    if (['S', 'N', 'B'].includes(type)) return [];
    return [{ path, message: `${name} has type ${type}, but a key attribute must have type S, N or B` }];
  });
}

/** Returns mistakes for references outside of keys and patterns. */
function referenceMistakes(table: TableDefinition): readonly Mistake[] {
  const { columns = [], required = [], argument, ttl, display = {} } = table;
  const references: [Path, string | undefined][] = [
    ...required.map((name, i): [Path, string] => [['required', i], name]),
    [['argument'], argument],
    [['ttl'], ttl],
    [['display', 'progress'], display.progress],
    [['display', 'done', 'completed'], display.done?.completed],
    [['display', 'done', 'total'], display.done?.total],
    ...(['from', 'to'] as const).map((end): [Path, string | undefined] => [
      ['display', 'duration', end],
      typeof display.duration === 'object' ? display.duration[end] : undefined,
    ]),
    [['display', 'story', 'head', 'attribute'], display.story?.head.attribute],
    ...(['began', 'order', 'at', 'label'] as const).map((name): [Path, string | undefined] => [
      ['display', 'story', name],
      display.story?.[name],
    ]),
    [['display', 'partOf', 'by'], display.partOf?.by],
  ];
  const withoutOption = required.flatMap((name, i) =>
    Object.hasOwn(table.attributes, name) && table.attributes[name]?.option === undefined
      ? [{ path: ['required', i], message: `${name} is required but has no option` }]
      : [],
  );
  return [
    ...columns.flatMap((column, i) => columnMistake(column, ['columns', i], table)),
    ...references.flatMap(([path, name]) =>
      name === undefined || Object.hasOwn(table.attributes, name) ? [] : [undeclared(name, path, table)],
    ),
    ...withoutOption,
  ];
}

function columnMistake(column: string, path: Path, table: TableDefinition): readonly Mistake[] {
  const [first = ''] = column.split(/[.[]/);
  const exists = Object.hasOwn(table.attributes, column) || Object.hasOwn(table.attributes, first);
  return exists ? [] : [undeclared(column, path, table)];
}

function patternMistakes(table: TableDefinition): readonly Mistake[] {
  const switches = Object.keys(table.switches ?? {});
  const ages = Object.keys(table.ages ?? {});
  const indexes = (table.indexes ?? []).map(({ name }) => name);
  const mistakes = table.patterns.flatMap(
    ({ index, given = [], where = {}, sort, window }, i): readonly Mistake[] => [
      ...(index === undefined || indexes.includes(index)
        ? []
        : [
            {
              path: ['patterns', i, 'index'],
              message: `unknown index ${index}.${didYouMean(index, indexes)}`,
            },
          ]),
      ...given.flatMap((name, g) =>
        Object.hasOwn(table.attributes, name) || switches.includes(name) || ages.includes(name)
          ? []
          : [undeclared(name, ['patterns', i, 'given', g], table)],
      ),
      ...Object.entries(where).flatMap(([name, value]) =>
        whereMistake(name, value, ['patterns', i, 'where', name], table),
      ),
      ...(sort === undefined
        ? []
        : splitColumns(sort).flatMap((column) =>
            columnMistake(parseSortColumn(column)?.column ?? column, ['patterns', i, 'sort'], table),
          )),
      ...(typeof window === 'string' ? timeMistakes(window, ['patterns', i, 'window'], table) : []),
    ],
  );
  const implied = Object.entries(table.ages ?? {}).flatMap(([age, { of, where = {} }]) => [
    ...timeMistakes(of, ['ages', age, 'of'], table),
    ...Object.entries(where).flatMap(([name, value]) =>
      whereMistake(name, value, ['ages', age, 'where', name], table),
    ),
  ]);
  const unused = switches.filter((name) => !table.patterns.some(({ given }) => given?.includes(name)));
  return [
    ...mistakes,
    ...implied,
    ...unused.map((name) => ({
      path: ['switches', name],
      message: `no pattern uses '${name}', so the switch has no effect`,
    })),
  ];
}

function whereMistake(name: string, value: string, path: Path, table: TableDefinition): readonly Mistake[] {
  if (!Object.hasOwn(table.attributes, name)) return [undeclared(name, path, table)];
  const { values, open } = table.attributes[name] ?? {};
  const words = (values ?? []).flatMap(spellingsOf);
  if (!values || open || words.includes(value)) return [];
  return [{ path, message: `${name} has no value '${value}'.${didYouMean(value, words)}` }];
}
