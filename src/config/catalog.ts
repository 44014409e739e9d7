import { didYouMean } from '../did-you-mean';
import { fillName, findTable, type TableDefinition } from '../dynamo/model/definition';
import type { Path } from '../dynamo/model/path';
import { commandMistakes } from './check-commands';
import type { Reserved } from './check-options';
import { tableMistakes } from './check-table';
import { type ExampleReader, exampleMistakes } from './examples';
import type { Mistake } from './mistake';
import { overridden, storedMistakes } from './override';
import type { ConfigData } from './schema';
import { tableOf } from './table';
import type { TableData } from './table-schema';
import { nameTemplateMistakes } from './variables';

/** The built-in tables and reserved names. */
export interface BuiltIn {
  readonly catalog: readonly TableDefinition[];
  readonly reserved: Reserved;
  readonly readExample: ExampleReader;
}

/**
 * Returns the built-in tables with their overrides, then the configured tables, and the mistakes in them. Replaces the given `variables`
 * in table names.
 */
export function catalogOf(
  data: ConfigData,
  { catalog, reserved, readExample }: BuiltIn,
  variables: Readonly<Record<string, string>>,
): { readonly catalog: readonly TableDefinition[]; readonly mistakes: readonly Mistake[] } {
  const own = ownTables(data, readExample);
  const changed = changedTables(data, catalog, readExample);
  const mistakes = [
    ...unknownOverrides(data, catalog),
    ...changed.flatMap(({ path, before, table }) => {
      const override = data.overrides?.[String(path[1])] ?? {};
      return under(path, [
        ...storedMistakes(before, override),
        ...exampleMistakes(table, override.patterns, readExample),
        ...tableMistakes(table, reserved),
      ]);
    }),
    ...own.flatMap(({ path, declared, patterns }) =>
      under(path, [
        ...exampleMistakes(declared, patterns, readExample),
        ...tableMistakes(declared, reserved),
      ]),
    ),
    ...[...own, ...changed].flatMap(({ path, table }) => under(path, nameTemplateMistakes(table.name, data))),
    ...commandMistakes(own, catalog, reserved.commands),
    ...[...own, ...changed].flatMap(({ path, table }) =>
      partMistakes(path, table, [...catalog, ...own.map((one) => one.table)]),
    ),
    ...duplicateOverrides(changed),
  ];
  const byBefore = new Map(changed.map(({ before, table }) => [before, table]));
  const merged = [...catalog.map((table) => byBefore.get(table) ?? table), ...own.map(({ table }) => table)];
  return {
    catalog: merged.map((table) => ({ ...table, name: fillName(table.name, variables) })),
    mistakes,
  };
}

function under(path: Path, mistakes: readonly Mistake[]): readonly Mistake[] {
  return mistakes.map((mistake) => ({ ...mistake, path: [...path, ...mistake.path] }));
}

interface OwnTable {
  readonly path: Path;
  readonly table: TableDefinition;
  /** The table without generated access patterns, so that mistakes refer only to what the user wrote. */
  readonly declared: TableDefinition;
  readonly patterns: TableData['patterns'];
}

function ownTables(
  { systems = {}, tables = {} }: ConfigData,
  readExample: ExampleReader,
): readonly OwnTable[] {
  const placed = (command: readonly string[], path: Path, data: TableData, region?: string): OwnTable => {
    const table = tableOf(command, data, region, readExample);
    const { patterns } = data;
    return { path, table, declared: patterns ? table : { ...table, patterns: [] }, patterns };
  };
  return [
    ...Object.entries(systems).flatMap(([system, { region, tables: inside }]) =>
      Object.entries(inside).map(([name, data]) =>
        placed([system, name], ['systems', system, 'tables', name], data, region),
      ),
    ),
    ...Object.entries(tables).map(([name, data]) => placed([name], ['tables', name], data)),
  ];
}

interface ChangedTable {
  readonly path: Path;
  readonly before: TableDefinition;
  readonly table: TableDefinition;
}

function changedTables(
  { overrides = {} }: ConfigData,
  catalog: readonly TableDefinition[],
  readExample: ExampleReader,
): readonly ChangedTable[] {
  return Object.entries(overrides).flatMap(([command, data]) => {
    const before = findTable(command, catalog);
    return before
      ? [{ path: ['overrides', command], before, table: overridden(before, data, readExample) }]
      : [];
  });
}

function unknownOverrides(
  { overrides = {} }: ConfigData,
  catalog: readonly TableDefinition[],
): readonly Mistake[] {
  const known = catalog.map(({ command }) => command.join(' '));
  return Object.keys(overrides)
    .filter((command) => !findTable(command, catalog))
    .map((command) => ({
      path: ['overrides', command],
      message: `no built-in table has the command '${command}'.${didYouMean(command, known)}`,
      hint: 'Define your own tables under systems or tables.',
    }));
}

/** Returns mistakes for items that are declared as parts of a table that does not exist. */
function partMistakes(
  path: Path,
  { display }: TableDefinition,
  tables: readonly TableDefinition[],
): readonly Mistake[] {
  const command = display?.partOf?.command.join(' ');
  if (command === undefined || findTable(command, tables)) return [];
  const known = tables.map((table) => table.command.join(' '));
  return [
    {
      path: [...path, 'display', 'partOf', 'command'],
      message: `no table has the command '${command}'.${didYouMean(command, known)}`,
    },
  ];
}

/** Returns mistakes for tables that are overridden under two of their names. */
function duplicateOverrides(changed: readonly ChangedTable[]): readonly Mistake[] {
  return changed.flatMap(({ path, before }, i) => {
    const first = changed.find((other) => other.before === before);
    return first === changed[i]
      ? []
      : [
          {
            path,
            message: `this is the same table as '${String(first?.path[1])}', which is also overridden`,
          },
        ];
  });
}
