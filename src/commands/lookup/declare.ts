import type { Command } from 'commander';
import type { Context } from '../../context';
import type { AskInput } from '../../core/question/ask';
import {
  ALL_COLUMNS,
  commandsOf,
  sortingTime,
  type TableDefinition,
  timeAttribute,
} from '../../dynamo/model/definition';
import { visible, visibleLine } from '../../format/terminal-safe';
import { askWords, commandLine } from '../argv/command-line';
import { addCommand, addOptions, givenOptions, group, sentence } from '../argv/commander';
import {
  type Checks,
  camelCase,
  type GivenOptions,
  type KnownAttributes,
  longName,
  type OptionSet,
  type OptionSpec,
  SWITCH,
} from '../options/option';
import {
  CONNECTION_OPTIONS,
  LOOKUP_OPTIONS,
  OUTPUT_OPTIONS,
  SHARED_OPTIONS,
  WINDOW_OPTIONS,
} from '../options/shared-options';

/** The heading of the lookups in the program's help. */
export const LOOKUPS = 'Lookups:';

/** Adds the command of a table and its aliases, as its definition declares them. */
export function addLookup(program: Command, table: TableDefinition, context: Context): void {
  for (const words of commandsOf(table)) {
    const parent = words
      .slice(0, -1)
      .reduce<Command>((above, word) => group(above, word, `tables of the ${word} system`), program);
    const command = addCommand(parent, words.at(-1) ?? '')
      .description(table.description ?? sentence(table.summary))
      .summary(table.summary);
    if (table.argument)
      command.argument(`[${table.argument}]`, table.attributes[table.argument]?.description ?? '');
    command.declareLater(() => addOptions(command, lookupOptions(table)));
    command.answerUnknownOption(async (option) => {
      const { catalog, problem } = context.config;
      if (problem) return undefined;
      const { unknownLookupOption } = await import('./unknown-option');
      return unknownLookupOption(table, option, catalog, SHARED_NAMES);
    });
    command.addExamples(() => examplesText(table, words));
    command.action(async (...args: unknown[]) => {
      const argument = table.argument ? (args[0] as string | undefined) : undefined;
      const given = givenOptions(command);
      const { ask } = await import('../output/ask');
      await ask(ownAsk(table, argument, given), given, context);
    });
  }
}

/** The names of the options that all lookups share. */
export const SHARED_NAMES: readonly string[] = Object.values(SHARED_OPTIONS).map(longName);

/** Returns the part of the question that is specific to this table's command. */
export function ownAsk(table: TableDefinition, argument: string | undefined, given: GivenOptions): AskInput {
  const names = [
    ...Object.values(table.attributes).flatMap(({ option }) => option ?? []),
    ...Object.keys(table.ages ?? {}),
    ...Object.keys(table.switches ?? {}),
  ];
  const values = names.flatMap((name) => {
    const value = given[camelCase(name)];
    return typeof value === 'string' || value === true ? [[name, value] as const] : [];
  });
  return { command: table.command.join(' '), argument, values: Object.fromEntries(values) };
}

/** Returns all options of a table's command, its own first. */
export function lookupOptions(table: TableDefinition): OptionSet {
  const own = Object.entries(table.attributes).flatMap(([name, attribute]) => {
    const { option, description = name, values } = attribute;
    if (!option) return [];
    const required = table.required?.includes(name) ? ' (required)' : '';
    const known = values ? `: ${values.map((value) => value.name).join(' ')}` : '';
    const spec = {
      flags: `--${option} <${option}>`,
      description: `${description}${known}${required}`,
      group: 'Lookup options:',
      schema: ({ text }: Checks) => text,
      ...(values && { suggestions: values.map((value) => value.name) }),
      list: true,
    } as const;
    return [[camelCase(option), spec] as const];
  });
  const ages = Object.entries(table.ages ?? {}).map(([name, { description }]) => {
    const { schema } = WINDOW_OPTIONS.since;
    const spec = { ...WINDOW_OPTIONS.since, flags: `--${name} <age>`, description, schema };
    return [camelCase(name), spec] as const;
  });
  const switches = Object.entries(table.switches ?? {}).map(
    ([name, description]) =>
      [camelCase(name), { flags: `--${name}`, description, group: 'Lookup options:', ...SWITCH }] as const,
  );
  return {
    ...Object.fromEntries([...own, ...ages, ...switches]),
    ...windowOptions(table),
    ...withAttributes({ ...LOOKUP_OPTIONS, ...OUTPUT_OPTIONS }, table),
    ...CONNECTION_OPTIONS,
    table: tableOption(table),
  };
}

/** Returns the options of the time window, which say what they apply to. None if the table has no time. */
function windowOptions(table: TableDefinition): OptionSet {
  const time = timeAttribute(table);
  if (time === undefined) return {};
  const items = `only items whose ${time} (${sortingTime(table) === undefined ? 'a filter' : 'a sort key'}) is`;
  const about = (option: OptionSpec) => ({
    ...option,
    description: option.description.replace(/^only items/, items),
  });
  return { since: about(WINDOW_OPTIONS.since), until: about(WINDOW_OPTIONS.until) };
}

function tableOption({ environment }: TableDefinition): OptionSpec {
  const { table } = CONNECTION_OPTIONS;
  if (environment?.table === undefined) return table;
  return { ...table, description: `${table.description} (or $${environment.table})` };
}

/** Adds the attributes of a table to the options that take names or conditions, for completion. */
export function withAttributes(options: OptionSet, table: TableDefinition): OptionSet {
  const attributes = knownAttributes(table);
  const names = Object.keys(attributes);
  const known = (key: string, { flags }: OptionSpec): Partial<OptionSpec> => {
    if (key === 'sort') return { suggestions: names };
    if (key === 'columns') return { suggestions: [ALL_COLUMNS, ...names] };
    return flags.includes('<condition>') ? { attributes } : {};
  };
  return Object.fromEntries(
    Object.entries(options).map(([key, option]) => [key, { ...option, ...known(key, option) }]),
  );
}

/** Returns the attributes of a table that exist in its items, with their known values. */
function knownAttributes({ attributes }: TableDefinition): KnownAttributes {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([, { virtual }]) => !virtual)
      .map(([name, { values = [] }]) => [name, values.map((value) => value.name)]),
  );
}

function examplesText(table: TableDefinition, words: readonly string[]): string {
  const lines = table.patterns.slice(0, 3).map(({ question, ask }) => {
    const example = askWords(ask, words);
    return `  $ ${visible(commandLine(example))}\n      ${visibleLine(question)}`;
  });
  return `\nExamples:\n${lines.join('\n')}`;
}
