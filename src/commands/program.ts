import { Command } from 'commander';
import { version } from '../../package.json';
import type { Context } from '../context';
import { addOption, givenOptions } from './argv/commander';
import { addCompletion } from './completion/declare';
import { addDecode } from './decode/declare';
import { tellOverruled } from './options/defaults';
import { addFind } from './find/declare';
import { helpConfiguration, outputConfiguration, pointToHelp } from './help';
import { addInit } from './init/declare';
import { addLocal } from './local/declare';
import { addLookup, LOOKUPS } from './lookup/declare';
import { addPatterns } from './patterns/declare';
import { CONNECTION_OPTIONS, OUTPUT_OPTIONS } from './options/shared-options';
import { addTables } from './tables/declare';

const FIRST_STEPS = `
Try it without any set-up:
  $ ddbdbg --demo executions --tenant acme --status failure --since 24h`;

/** The whole command line, made of the catalog's tables. Loads nothing that only a query needs. */
export function buildProgram(context: Context): Command {
  const { catalog, problem } = context.config;
  const program = new Command('ddbdbg')
    .description('Asks DynamoDB the questions you have at two in the morning.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .commandsGroup('Tools:')
    .helpCommand('help [command]', 'show help for a command')
    .configureHelp(helpConfiguration(context))
    .configureOutput(outputConfiguration(context))
    .enablePositionalOptions()
    .exitOverride();
  // What holds for every lookup may also stand before it; the help of each shows it.
  for (const option of [...OUTPUT_OPTIONS, ...CONNECTION_OPTIONS]) addOption(program, option, 'hidden');
  program.hook('preAction', (_, command) => {
    // Completion offers what there is, and doesn't speak up in the middle of a line.
    if (command.name() === '__complete') return;
    if (problem) throw problem;
    tellOverruled(givenOptions(command), context);
  });
  program.addHelpText('after', FIRST_STEPS);
  program.commandsGroup(LOOKUPS);
  for (const table of catalog) addLookup(program, table, context);
  program.commandsGroup('Any table:');
  addFind(program, context);
  addTables(program, context);
  program.commandsGroup('Tools:');
  addPatterns(program, context);
  addDecode(program, context);
  addInit(program, context);
  addLocal(program, context);
  addCompletion(program, context);
  pointToHelp(program);
  return program;
}
