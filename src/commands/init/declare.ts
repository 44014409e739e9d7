import type { Command } from 'commander';
import type { Context } from '../../context';
import { usageError } from '../../errors';
import { addCommand, addOptions, givenOptions } from '../argv/commander';
import type { OptionSet } from '../options/option';
import { CONNECTION_OPTIONS, OUTPUT_OPTIONS } from '../options/shared-options';
import { INIT_OPTIONS } from './options';

const EXAMPLES = `
Examples:
  $ ddbdbg init cinema-films --system cinema --as films --write
      adds it to ./ddbdbg.config.yaml; then \`ddbdbg cinema films\` asks it
  $ ddbdbg init orders
      prints a definition, for you to review
  $ ddbdbg init --from template.yaml --system shop
      the tables of a CloudFormation template; nothing is sent`;

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
