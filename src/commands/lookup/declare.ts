import type { Command } from 'commander';
import type { Context } from '../../context';
import type { AskInput } from '../../core/question/ask';
import {
  ALL_COLUMNS,
  commandsOf,
  isTime,
  type TableDefinition,
  takesList,
  timeAttribute,
} from '../../dynamo/model/definition';
import { visible, visibleLine } from '../../format/terminal-safe';
import { askWords, commandLine } from '../argv/command-line';
import { addCommand, addOptions, givenOptions, group, sentence } from '../argv/commander';
import { type Checks, camelCase, type GivenOptions, type OptionSet, SWITCH } from '../options/option';
import {
  CONNECTION_OPTIONS,
  LOOKUP_OPTIONS,
  OUTPUT_OPTIONS,
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
    command.addHelpText('after', () => examplesText(table, words));
    command.action(async (...args: unknown[]) => {
      const argument = table.argument ? (args[0] as string | undefined) : undefined;
      const given = givenOptions(command);
      const { ask } = await import('../output/ask');
      await ask(ownAsk(table, argument, given), given, context);
    });
  }
}

/** Returns the part of the question that is specific to this table's command. */
export function ownAsk(table: TableDefinition, argument: string | undefined, given: GivenOptions): AskInput {
  const names = [
    ...Object.values(table.attributes).flatMap(({ option }) => option ?? []),
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
    const several = takesList(attribute) ? ', comma-separated' : '';
    const known = values ? `: ${values.map((value) => value.name).join(' ')}` : '';
    const spec = {
      flags: `--${option} <${option}>`,
      description: `${description}${known}${several}${required}`,
      group: 'Lookup options:',
      schema: ({ text }: Checks) => text,
      ...(values && { suggestions: values.map((value) => value.name) }),
      list: takesList(attribute),
      condition: true,
    } as const;
    return [[camelCase(option), spec] as const];
  });
  const switches = Object.entries(table.switches ?? {}).map(
    ([name, description]) =>
      [camelCase(name), { flags: `--${name}`, description, group: 'Lookup options:', ...SWITCH }] as const,
  );
  const hasTime = isTime(table.attributes[timeAttribute(table) ?? '']);
  const names = Object.keys(table.attributes).filter((name) => !table.attributes[name]?.virtual);
  return {
    ...Object.fromEntries([...own, ...switches]),
    ...(hasTime && WINDOW_OPTIONS),
    ...LOOKUP_OPTIONS,
    sort: { ...LOOKUP_OPTIONS.sort, suggestions: names },
    ...OUTPUT_OPTIONS,
    columns: { ...OUTPUT_OPTIONS.columns, suggestions: [ALL_COLUMNS, ...names] },
    ...CONNECTION_OPTIONS,
  };
}

function examplesText(table: TableDefinition, words: readonly string[]): string {
  const lines = table.patterns.slice(0, 3).map(({ question, ask }) => {
    const example = askWords(ask, words);
    return `  $ ${visible(commandLine(example))}\n      ${visibleLine(question)}`;
  });
  return `\nExamples:\n${lines.join('\n')}`;
}
