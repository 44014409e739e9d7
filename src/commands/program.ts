import { version } from '../../package.json';
import type { Context } from '../context';
import { addOptions, givenOptions, LazyCommand } from './argv/commander';
import { addCompletion } from './completion/declare';
import { addDecode } from './decode/declare';
import { addFind } from './find/declare';
import { helpConfiguration, outputConfiguration, pointToHelp } from './help';
import { addInit } from './init/declare';
import { addLocal } from './local/declare';
import { addLookup, LOOKUPS } from './lookup/declare';
import { reportOverrides } from './options/defaults';
import { CONNECTION_OPTIONS, OUTPUT_OPTIONS } from './options/shared-options';
import { reportFirstUse } from './output/untrusted';
import { addPatterns } from './patterns/declare';
import { addTables } from './tables/declare';
import { addTrust } from './trust/declare';

const FIRST_STEPS = `
Try it without any setup:
  $ ddbdbg --demo executions --tenant acme --status failure --since 24h`;

/** The commands that work in the same way whatever the configuration says. */
const UNAFFECTED: ReadonlySet<string> = new Set(['__complete', 'trust']);

/** Builds the program with all commands. Does not load modules that only a query needs. */
export function buildProgram(context: Context): LazyCommand {
  const { catalog, problem } = context.config;
  const program = new LazyCommand('ddbdbg')
    .description('Asks DynamoDB the questions you have at two in the morning.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .commandsGroup('Tools:')
    .helpCommand('help [command]', 'show help for a command')
    .configureHelp(helpConfiguration(context))
    .configureOutput(outputConfiguration(context))
    .enablePositionalOptions()
    .exitOverride();
  // The options of every lookup may also precede it. The help of each lookup shows them.
  addOptions(program, { ...OUTPUT_OPTIONS, ...CONNECTION_OPTIONS }, 'hidden');
  program.hook('preAction', async (_, command) => {
    // Completion must not print anything into the line being typed. `trust` is how to solve a problem with a file.
    if (UNAFFECTED.has(command.name())) return;
    if (problem) throw problem;
    const given = givenOptions(command);
    reportOverrides(given, context);
    if (!given.quiet) await reportFirstUse(context);
  });
  program.addExamples(() => FIRST_STEPS);
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
  addTrust(program, context);
  addCompletion(program, context);
  pointToHelp(program);
  return program;
}
