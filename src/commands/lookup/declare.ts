import type { Command } from 'commander';
import type { Context } from '../../context';
import type { AskInput } from '../../core/question/ask';
import { commandsOf, type TableDefinition } from '../../dynamo/model/definition';
import { visible, visibleLine } from '../../format/terminal-safe';
import { askWords, commandLine } from '../argv/command-line';
import { addCommand, addOptions, givenOptions, group, sentence } from '../argv/commander';
import { camelCase, type GivenOptions, longName } from '../options/option';
import { SHARED_OPTIONS } from '../options/shared-options';
import { lookupOptions } from './options';

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

function examplesText(table: TableDefinition, words: readonly string[]): string {
  const lines = table.patterns.slice(0, 3).map(({ question, ask }) => {
    const example = askWords(ask, words);
    return `  $ ${visible(commandLine(example))}\n      ${visibleLine(question)}`;
  });
  return `\nExamples:\n${lines.join('\n')}`;
}
