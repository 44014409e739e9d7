import { Command } from 'commander';
import { version } from '../../package.json';
import type { Context } from '../context';
import { CATALOG } from '../queries/registry';
import type { OnExit } from './command';
import { addLocal } from './local';
import { addLookup } from './lookup';
import { withSpellings } from './spellings';

/** The whole command line, made of the catalog's tables. Loads nothing that only a query needs. */
export function buildProgram(context: Context, onExit: OnExit): Command {
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
    })
    .exitOverride();
  for (const table of CATALOG) addLookup(program, withSpellings(table, context.env), context, onExit);
  addLocal(program, context, onExit);
  return program;
}
