import type { Command } from 'commander';
import type { Context } from '../../context';
import { addCommand, addOptions, givenOptions, refuseUnsupported } from '../argv/commander';
import type { OptionSet } from '../options/option';
import { CONNECTION_OPTIONS, OUTPUT_OPTIONS } from '../options/shared-options';
import { INIT_OPTIONS } from './options';

const EXAMPLES = `
Examples:
  $ ddbdbg init cinema-films --system cinema --as films --write
      adds it to ./ddbdbg.config.yaml; then \`ddbdbg cinema films\` queries it
  $ ddbdbg init orders
      prints a definition for review
  $ ddbdbg init --from template.yaml --system shop
      the tables of a CloudFormation template; sends nothing`;

/** Returns all options of init. */
function initOptions(): OptionSet {
  const { quiet, debug } = OUTPUT_OPTIONS;
  const { table: _, ...connection } = CONNECTION_OPTIONS;
  const stage = {
    ...connection.stage,
    description: "the part of the table's name that is the stage; the definition has {stage} in its place",
  };
  return { ...INIT_OPTIONS, quiet, debug, ...connection, stage };
}

/** Adds `init`, which creates a definition for a table. */
export function addInit(program: Command, context: Context): void {
  const init = addCommand(program, 'init')
    .argument('[table]', 'name or ARN of the table')
    .summary('create a definition for your table from the live table')
    .description(
      'Creates a definition from the description of a table and a sample of its items: keys, indexes, types, times, enumerated ' +
        'values, likely secrets, key templates, and entities. Lines marked # ? need your review.',
    )
    .addExamples(() => EXAMPLES);
  init.declareLater(() => addOptions(init, initOptions()));
  init.action(async (table: string | undefined) => {
    const given = givenOptions(init);
    refuseUnsupported(init, given);
    const { runInit } = await import('./run');
    await runInit(table, given, context);
  });
}
