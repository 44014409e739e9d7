import type { Command } from 'commander';
import type { Context } from '../../context';
import { addCommand } from '../argv/commander';
import { declareListOptions } from '../listing/options';

const EXAMPLES = `
Examples:
  $ ddbdbg decode 'TENANT#acme#STATUS#failure'
      its table, its parts, and the command that asks for it
  $ ddbdbg decode 'TENANT#acme#STATUS#failure' 'JOB#job-nightly' -o json
      several at once, for machines`;

/** Adds `decode`, which takes key values apart. */
export function addDecode(program: Command, context: Context): void {
  const decode = addCommand(program, 'decode')
    .argument('<key...>', 'values of keys, in quotes where the shell would read them otherwise')
    .summary('what a key value says, and the command that asks for it')
    .description(
      'What key values say, by the key templates of all known tables, and the command that asks for each.',
    )
    .addHelpText('after', EXAMPLES);
  declareListOptions(decode, false);
  decode.action(async (keys: readonly string[]) => {
    const { listSettings } = await import('../listing/settings');
    const settings = listSettings(decode, context);
    const { runDecode } = await import('./run');
    await runDecode(keys, settings, context);
  });
}
