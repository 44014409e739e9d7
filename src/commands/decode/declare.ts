import type { Command } from 'commander';
import type { Context } from '../../context';
import { addCommand } from '../argv/commander';
import { declareListOptions } from '../listing/options';

const EXAMPLES = `
Examples:
  $ ddbdbg decode 'TENANT#acme#STATUS#failure'
      its table, its parts, and the command that queries it
  $ ddbdbg decode 'TENANT#acme#STATUS#failure' 'JOB#job-nightly' -o json
      several at once, as JSON`;

/** Adds `decode`, which splits key values into their parts. */
export function addDecode(program: Command, context: Context): void {
  const decode = addCommand(program, 'decode')
    .argument('<key...>', 'key values, in quotes if they contain special characters of the shell')
    .summary('split a key value into its parts, with the command that queries it')
    .description(
      'Splits key values into their parts, using the key templates of all known tables, and shows the command that queries each. ' +
        'Identifiers are recognized by their style.',
    )
    .addExamples(() => EXAMPLES);
  declareListOptions(decode, false);
  decode.action(async (keys: readonly string[]) => {
    const { listSettings } = await import('../listing/settings');
    const settings = listSettings(decode, context);
    const { runDecode } = await import('./run');
    await runDecode(keys, settings, context);
  });
}
