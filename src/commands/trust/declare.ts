import type { Command } from 'commander';
import type { Context } from '../../context';
import { addCommand, addOptions, givenOptions, refuseUnsupported } from '../argv/commander';
import { optionsIn, SWITCH } from '../options/option';
import { OUTPUT_OPTIONS } from '../options/shared-options';

const EXAMPLES = `
A file that is found in a folder may be somebody else's. It may always declare
tables, columns and access patterns, and choose stages and regions. Only if you
trust it, it may also choose a profile or an endpoint, show attributes that look
like secrets, and permit scans of more than 100 MB. After a change it has to be
trusted again. Your own file in ~/.config/ddbdbg, one that you name with
--config or DDBDBG_CONFIG, and one that \`init --write\` has made need no trust.

Examples:
  $ ddbdbg trust
      trusts the file that applies here, and prints what it may do
  $ ddbdbg trust --list
      the files that you trust
  $ ddbdbg trust --remove
      no longer trusts the file that applies here`;

const TRUST_OPTIONS = optionsIn('Options:', {
  list: { flags: '--list', description: 'list the trusted files', ...SWITCH },
  remove: { flags: '--remove', description: 'no longer trust the file', ...SWITCH },
});

/** Adds `trust`, with which the user says that a configuration file may do everything. */
export function addTrust(program: Command, context: Context): void {
  const trust = addCommand(program, 'trust')
    .argument('[file]', 'configuration file (default: the one here or in a parent folder)')
    .summary('trust a configuration file that was found in a folder')
    .description(
      'Remembers that a configuration file, with its present contents, may do everything that a configuration can.',
    )
    .addExamples(() => EXAMPLES);
  const { debug } = OUTPUT_OPTIONS;
  trust.declareLater(() => addOptions(trust, { ...TRUST_OPTIONS, debug }));
  trust.action(async (file: string | undefined) => {
    const given = givenOptions(trust);
    refuseUnsupported(trust, given);
    const { runTrust } = await import('./run');
    await runTrust(file, given, context);
  });
}
