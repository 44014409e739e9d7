import type { Command } from 'commander';
import type { Context } from '../../context';
import { usageError } from '../../errors';
import { addCommand, addOptions, givenOptions } from '../argv/commander';
import { type Checks, type OptionSet, optionsIn, SWITCH } from '../options/option';
import { CONNECTION_OPTIONS, OUTPUT_OPTIONS } from '../options/shared-options';

const EXAMPLES = `
Examples:
  $ ddbdbg init cinema-films --system cinema --as films --write
      adds it to ./ddbdbg.config.yaml; then \`ddbdbg cinema films\` asks it
  $ ddbdbg init orders
      prints a definition, for you to review
  $ ddbdbg init --from template.yaml --system shop
      the tables of a CloudFormation template; nothing is sent`;

/** A word of a command. */
const word = ({ z }: Checks) =>
  z
    .string()
    .check(z.regex(/^[a-z0-9][a-z0-9_-]*$/, 'is not a word of lower case letters, digits and dashes'));

export const INIT_OPTIONS = optionsIn('Options:', {
  system: {
    flags: '--system <name>',
    description: 'the first word of the command that will ask it (default: my)',
    schema: word,
    fallback: 'my',
  },
  as: {
    flags: '--as <name>',
    description: "the second word (default: the table's name in kebab case)",
    schema: word,
  },
  write: {
    flags: '--write',
    description: 'add the definition to ./ddbdbg.config.yaml, or to the configuration file in a folder above',
    ...SWITCH,
  },
  sample: {
    flags: '--sample <n>',
    description: 'how many items to look at, at most 4 MB of them (default: 400; 0 for none)',
    schema: ({ wholeNumber }: Checks) => wholeNumber(0, 9999),
    fallback: 400,
  },
  from: {
    flags: '--from <file>',
    description:
      'read tables from a file instead: a CloudFormation or SAM template, a NoSQL Workbench model, a schema.json of the DynamoDB MCP server',
    schema: ({ z }: Checks) => z.string(),
    path: 'file',
  },
});

/** Everything that init takes. */
function initOptions(): OptionSet {
  const { quiet, debug } = OUTPUT_OPTIONS;
  const { table: _, ...connection } = CONNECTION_OPTIONS;
  return { ...INIT_OPTIONS, quiet, debug, ...connection };
}

/** Adds `init`, which makes a definition of a table. */
export function addInit(program: Command, context: Context): void {
  const init = addCommand(program, 'init')
    .argument('[table]', 'name or ARN of the table')
    .summary('a definition for a table of yours, read from the live table')
    .description(
      'Makes a definition of a table from its description and a sample of its items: keys, indexes, types, times, enumerated ' +
        'values, likely secrets, key templates, and entities. What only you can know is marked # ?',
    )
    .addHelpText('after', EXAMPLES);
  init.declareLater(() => addOptions(init, initOptions()));
  init.action(async (table: string | undefined) => {
    const given = givenOptions(init);
    const known = initOptions();
    const stray = Object.keys({ ...OUTPUT_OPTIONS, ...CONNECTION_OPTIONS }).find(
      (name) => !Object.hasOwn(known, name) && name in given,
    );
    if (stray !== undefined)
      throw usageError('means nothing to init.', undefined, { part: 'setting', name: stray });
    const { runInit } = await import('./run');
    await runInit(table, given, context);
  });
}
