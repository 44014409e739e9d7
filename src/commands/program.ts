import { Command } from 'commander';
import { version } from '../../package.json';
import type { Context } from '../context';
import { CATALOG } from '../queries/registry';
import { addOption } from './command';
import { addDecode } from './decode';
import { addFind } from './find';
import { addLocal } from './local';
import { addLookup } from './lookup';
import { addPatterns } from './patterns';
import { CONNECTION_OPTIONS, OUTPUT_OPTIONS } from './shared-options';
import { withSpellings } from './spellings';
import { addTables } from './tables';

const FIRST_STEPS = `
Try it without any set-up:
  $ ddbdbg --demo executions --tenant acme --status failure --since 24h

\`ddbdbg <command> --help\` shows the options of a command, with examples.`;

/** The whole command line, made of the catalog's tables. Loads nothing that only a query needs. */
export function buildProgram(context: Context): Command {
  const program = new Command('ddbdbg')
    .description('Asks DynamoDB the questions you have at two in the morning.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .showHelpAfterError('(--help tells more)')
    .configureHelp({ sortSubcommands: false, helpWidth: Math.min(context.stdout.columns ?? 100, 100) })
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error: /, 'ddbdbg: ')),
    })
    .enablePositionalOptions()
    .exitOverride();
  // What holds for every lookup may also stand before it; the help of each shows it.
  for (const option of [...OUTPUT_OPTIONS, ...CONNECTION_OPTIONS]) addOption(program, option, 'hidden');
  program.addHelpText('after', FIRST_STEPS);
  for (const table of CATALOG) addLookup(program, withSpellings(table, context.env), context);
  addFind(program, context);
  addTables(program, context);
  addPatterns(program, context);
  addDecode(program, context);
  addLocal(program, context);
  return program;
}
