import type { Command } from 'commander';
import type { Context } from '../../context';
import { usageError } from '../../errors';
import { givenOptions } from '../argv/commander';
import { LIST_FORMATS, LIST_OPTIONS } from './list-options';
import { longName, optionName } from './option';
import { type Settings, settingsOf } from './settings';
import { CONNECTION_OPTIONS, OUTPUT_OPTIONS } from './shared-options';

/** The settings of a command that lists something. Throws a usage error, also for an option that means nothing to it. */
export function listSettings(command: Command, context: Context): Settings {
  const options = givenOptions(command);
  const known = new Set([...LIST_OPTIONS, ...CONNECTION_OPTIONS].map(optionName));
  const stray = OUTPUT_OPTIONS.find(
    (option) => !known.has(optionName(option)) && optionName(option) in options,
  );
  if (stray) throw usageError(`--${longName(stray)} means nothing to ${command.name()}.`);
  const settings = settingsOf(options, context.env, context.config.defaults);
  if (LIST_FORMATS.includes(settings.output)) return settings;
  if (options.output === undefined) return { ...settings, output: 'json' };
  throw usageError(`--output must be one of ${LIST_FORMATS.join(', ')} for ${command.name()}.`);
}
