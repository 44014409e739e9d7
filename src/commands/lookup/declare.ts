import type { Command } from 'commander';
import type { Context } from '../../context';
import { isTime, type TableDefinition, timeAttribute } from '../../dynamo/model/definition';
import { addOption, declareLater, givenOptions, group } from '../argv/commander';
import { longName, type OptionSpec } from '../options/option';
import { CONNECTION_OPTIONS, LOOKUP_OPTIONS, OUTPUT_OPTIONS, WINDOW_OPTIONS } from '../options/shared-options';
import { commandLine } from '../argv/shell-word';

/** Heads the lookups in the help of the program. */
export const LOOKUPS = 'Lookups:';

/** Adds the command that asks one table, and its other spellings. Everything about it comes from the definition. */
export function addLookup(program: Command, table: TableDefinition, context: Context): void {
  for (const words of [table.command, ...(table.aliases ?? [])]) {
    const command = words
      .slice(0, -1)
      .reduce((parent, word) => group(parent, word, `tables of the ${word} system`), program)
      .command(words.at(-1) ?? '')
      .description(table.description ?? table.summary)
      .summary(table.summary);
    if (table.argument)
      command.argument(`[${table.argument}]`, table.attributes[table.argument]?.description ?? '');
    declareLater(command, () => {
      for (const option of optionsOf(table)) addOption(command, option);
    });
    command.addHelpText('after', () => examplesText(table, words));
    command.action(async (...args: unknown[]) => {
      const argument = table.argument ? (args[0] as string | undefined) : undefined;
      const { runLookup } = await import('./run');
      await runLookup(table, { argument, options: givenOptions(command) }, context);
    });
  }
}

/** All options of a table's command: its own first. */
export function optionsOf(table: TableDefinition): readonly OptionSpec[] {
  const own = Object.entries(table.attributes).flatMap(([name, attribute]): OptionSpec[] => {
    if (!attribute.option) return [];
    const required = table.required?.includes(name) ? ' (required)' : '';
    const several = attribute.option === 'status' ? ', several with commas' : '';
    const known = attribute.values ? `: ${attribute.values.map((value) => value.name).join(' ')}` : '';
    const description = `${attribute.description ?? name}${known}${several}${required}`;
    return [
      {
        flags: `--${attribute.option} <${attribute.option}>`,
        description,
        group: 'Lookup options:',
        ...(attribute.values && { suggestions: attribute.values.map((value) => value.name) }),
        list: attribute.option === 'status',
        condition: true,
      },
    ];
  });
  const switches = Object.entries(table.switches ?? {}).map(
    ([name, description]): OptionSpec => ({ flags: `--${name}`, description, group: 'Lookup options:' }),
  );
  const windows = isTime(table.attributes[timeAttribute(table) ?? '']) ? WINDOW_OPTIONS : [];
  const shared = [...LOOKUP_OPTIONS, ...OUTPUT_OPTIONS, ...CONNECTION_OPTIONS];
  return [...own, ...switches, ...windows, ...shared.map((option) => withAttributes(option, table))];
}

/** The option, which offers the attributes of the table where it takes some. */
function withAttributes(option: OptionSpec, table: TableDefinition): OptionSpec {
  const names = Object.keys(table.attributes).filter((name) => !table.attributes[name]?.virtual);
  switch (longName(option)) {
    case 'columns':
      return { ...option, suggestions: ['all', ...names] };
    case 'sort':
      return { ...option, suggestions: names };
    default:
      return option;
  }
}

function examplesText(table: TableDefinition, words: readonly string[]): string {
  const lines = table.patterns
    .slice(0, 3)
    .map(({ question, example }) => `  $ ${commandLine([...words, ...example])}\n      ${question}`);
  return `\nExamples:\n${lines.join('\n')}`;
}
