import type { Command } from 'commander';
import type { Context } from '../../context';
import { addCommand, addOptions, givenOptions, group, sentence } from '../argv/commander';
import type { OptionSet } from '../options/option';
import { FILL_OPTIONS, START_OPTIONS } from './options';

const EXAMPLES = `
Examples:
  $ ddbdbg local start --data-dir ./data
      an engine that keeps its data
  $ ddbdbg local setup && ddbdbg local seed
      create all tables with sample data on the running engine
  $ ddbdbg --local executions --tenant acme
      query it`;

/** Adds `local start`, `local setup` and `local seed`. */
export function addLocal(program: Command, context: Context): void {
  const local = group(program, 'local', 'run an engine on this machine for trying things out');
  local.addExamples(() => EXAMPLES);
  const add = (name: string, summary: string, options: OptionSet) => {
    const command = addCommand(local, name).summary(summary).description(sentence(summary));
    command.declareLater(() => addOptions(command, options));
    return command;
  };
  const start = add('start', 'run an engine in the foreground until Ctrl-C', START_OPTIONS);
  start.action(async () => (await implementation()).runStart(givenOptions(start), context));
  const setup = add('setup', 'create the missing tables of every system', FILL_OPTIONS);
  setup.action(async () => (await implementation()).runSetup(givenOptions(setup), context));
  const seed = add('seed', 'load sample data into the tables, with times relative to now', FILL_OPTIONS);
  seed.action(async () => (await implementation()).runSeed(givenOptions(seed), context));
}

const implementation = () => import('./run');
