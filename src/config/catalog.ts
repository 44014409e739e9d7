import { fillName, type TableDefinition } from '../dynamo/model/definition';
import type { Path } from '../dynamo/model/path';
import { didYouMean } from '../did-you-mean';
import { commandMistakes, type PlacedTable } from './check-commands';
import type { Reserved } from './check-options';
import { tableMistakes } from './check-table';
import type { Mistake } from './mistake';
import { overridden, storedMistakes } from './override';
import type { ConfigData } from './schema';
import { tableOf } from './table';
import type { TableData } from './table-schema';
import { nameTemplateMistakes } from './variables';

/** What is there without the configuration. */
export interface BuiltIn {
  readonly catalog: readonly TableDefinition[];
  readonly reserved: Reserved;
}

/**
 * The built-in tables as the configuration has them, then the team's own; and what is wrong with them. `variables` fill in names as
 * far as they go.
 */
export function catalogOf(
  data: ConfigData,
  { catalog, reserved }: BuiltIn,
  variables: Readonly<Record<string, string>>,
): { readonly catalog: readonly TableDefinition[]; readonly mistakes: readonly Mistake[] } {
  const own = ownTables(data);
  const changed = changedTables(data, catalog);
  const mistakes = [
    ...unknownOverrides(data, catalog),
    ...changed.flatMap(({ path, before, table }) => {
      const override = data.overrides?.[String(path[1])] ?? {};
      return under(path, [...storedMistakes(before, override), ...tableMistakes(table, reserved)]);
    }),
    ...own.flatMap(({ path, declared }) => under(path, tableMistakes(declared, reserved))),
    ...[...own, ...changed].flatMap(({ path, table }) => under(path, nameTemplateMistakes(table.name, data))),
    ...commandMistakes(own, catalog, reserved.commands),
    ...[...own, ...changed].flatMap(({ path, table }) =>
      partMistakes(path, table, [...catalog, ...own.map((one) => one.table)]),
    ),
    ...twiceOverridden(changed),
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

interface OwnTable extends PlacedTable {
  /** Without access patterns that nobody has declared, and so nobody is to hear of. */
  readonly declared: TableDefinition;
}

function ownTables({ systems = {}, tables = {} }: ConfigData): readonly OwnTable[] {
  const placed = (command: readonly string[], path: Path, data: TableData, region?: string): OwnTable => {
    const table = tableOf(command, data, region);
    return { path, table, declared: data.patterns ? table : { ...table, patterns: [] } };
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

function changedTables(
  { overrides = {} }: ConfigData,
  catalog: readonly TableDefinition[],
): readonly (PlacedTable & { readonly before: TableDefinition })[] {
  return Object.entries(overrides).flatMap(([command, data]) => {
    const before = findByCommand(command, catalog);
    return before ? [{ path: ['overrides', command], before, table: overridden(before, data) }] : [];
  });
}

function unknownOverrides(
  { overrides = {} }: ConfigData,
  catalog: readonly TableDefinition[],
): readonly Mistake[] {
  const known = catalog.map(({ command }) => command.join(' '));
  return Object.keys(overrides)
    .filter((command) => !findByCommand(command, catalog))
    .map((command) => ({
      path: ['overrides', command],
      message: `no built-in table is asked by '${command}'.${didYouMean(command, known)}`,
      hint: 'Tables of your own go under systems or tables.',
    }));
}

/** Items that are said to be parts of what no command asks. */
function partMistakes(
  path: Path,
  { display }: TableDefinition,
  tables: readonly TableDefinition[],
): readonly Mistake[] {
  const command = display?.partOf?.command.join(' ');
  if (command === undefined || findByCommand(command, tables)) return [];
  const known = tables.map((table) => table.command.join(' '));
  return [
    {
      path: [...path, 'display', 'partOf', 'command'],
      message: `no table is asked by '${command}'.${didYouMean(command, known)}`,
    },
  ];
}

/** A table under two of its spellings, of which one would count for nothing. */
function twiceOverridden(
  changed: readonly (PlacedTable & { readonly before: TableDefinition })[],
): readonly Mistake[] {
  return changed.flatMap(({ path, before }, i) => {
    const first = changed.find((other) => other.before === before);
    return first === changed[i]
      ? []
      : [{ path, message: `this is the same table as '${String(first?.path[1])}', which stands here too` }];
  });
}

function findByCommand(text: string, catalog: readonly TableDefinition[]): TableDefinition | undefined {
  return catalog.find(({ command, aliases = [] }) =>
    [command, ...aliases].some((words) => words.join(' ') === text),
  );
}
