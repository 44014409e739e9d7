import type { Command } from 'commander';
import type { Context } from '../../context';
import { usageError } from '../../errors';
import { givenOptions, refuseUnsupported } from '../argv/commander';
import { type Settings, settingsOf } from '../options/settings';
import { LIST_FORMATS } from './options';

/** Returns the settings of a command that lists something. Throws a usage error for invalid values and unsupported options. */
export function listSettings(command: Command, context: Context): Settings {
  const given = givenOptions(command);
  refuseUnsupported(command, given);
  const settings = settingsOf(given, { env: context.env, defaults: context.config.defaults });
  if (LIST_FORMATS.includes(settings.output)) return settings;
  if (given.output === undefined) return { ...settings, output: 'json' };
  throw usageError(`'${settings.output}' is not one of ${LIST_FORMATS.join(', ')}.`, undefined, {
    part: 'setting',
    name: 'output',
  });
}
