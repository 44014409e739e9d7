import type { Command } from 'commander';
import type { Context } from '../../context';
import { usageError } from '../../errors';
import { addOption, givenOptions } from '../argv/commander';
import { longName, type OptionSpec, optionName } from '../options/option';
import { CONNECTION_OPTIONS, OUTPUT_OPTIONS } from '../options/shared-options';

const EXAMPLES = `
Examples:
  $ ddbdbg init cinema-films --system cinema --as films --write
      adds it to ./ddbdbg.config.yaml; then \`ddbdbg cinema films\` asks it
  $ ddbdbg init orders
      prints a definition, to be read over
  $ ddbdbg init --from template.yaml --system shop
      the tables of a CloudFormation template; nothing is sent`;

const INIT_OPTIONS: readonly OptionSpec[] = [
  {
    flags: '--system <name>',
    description: 'the first word of the command that will ask it (default: my)',
    group: 'Options:',
  },
  {
    flags: '--as <name>',
    description: "the second word (default: the table's name in kebab case)",
    group: 'Options:',
  },
  {
    flags: '--write',
    description: 'add the definition to ./ddbdbg.config.yaml, or to the configuration file in a folder above',
    group: 'Options:',
  },
  {
    flags: '--sample <n>',
    description: 'how many items to look at, at most 4 MB of them (default: 400; 0 for none)',
    group: 'Options:',
  },
  {
    flags: '--from <file>',
    description:
      'read tables from a file instead: a CloudFormation or SAM template, a NoSQL Workbench model, a schema.json of the DynamoDB MCP server',
    group: 'Options:',
    path: 'file',
  },
];

/** What also means something to a command that prints a text. */
const TELLING = OUTPUT_OPTIONS.filter((option) => ['quiet', 'debug'].includes(longName(option)));

/** Adds `init`, which makes a definition of a table. */
export function addInit(program: Command, context: Context): void {
  const init = program
    .command('init')
    .argument('[table]', 'name or ARN of the table')
    .summary('a definition for a table of yours, read from the live table')
    .description(
      'Makes a definition of a table, with all that its description and a sample of its items tell: keys, indexes, types, ' +
        'times, enumerated values, likely secrets, key templates, and kinds of items. What only you can know is marked # ?',
    )
    .addHelpText('after', EXAMPLES);
  for (const option of [...INIT_OPTIONS, ...TELLING]) addOption(init, option);
  for (const option of CONNECTION_OPTIONS) if (longName(option) !== 'table') addOption(init, option);
  init.action(async (table: string | undefined) => {
    const options = givenOptions(init);
    const stray = [...OUTPUT_OPTIONS, ...CONNECTION_OPTIONS].find(
      (option) => !init.options.some((own) => own.flags === option.flags) && optionName(option) in options,
    );
    if (stray) throw usageError(`--${longName(stray)} means nothing to init.`);
    const { runInit } = await import('./run');
    await runInit(table, options, context);
  });
}
