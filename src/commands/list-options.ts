import type { Command } from 'commander';
import type { Context } from '../context';
import { usageError } from '../errors';
import { FORMATS, type FormatName } from '../format/registry';
import { addOption, givenOptions } from './command';
import { longName, type OptionSpec, optionName } from './option';
import { type Settings, settingsOf } from './settings';
import { CONNECTION_OPTIONS, OUTPUT_OPTIONS } from './shared-options';

/** Formats of what is no list of items: DynamoDB has no form for it. */
const LIST_FORMATS: readonly FormatName[] = FORMATS.filter((format) => format !== 'dynamodb-json');

const SHOWN = ['output', 'columns', 'record', 'times', 'no-escape-formulas', 'color', 'quiet', 'debug'];

/** How a list of what is no item may be shown. */
const LIST_OPTIONS: readonly OptionSpec[] = OUTPUT_OPTIONS.filter((option) =>
  SHOWN.includes(longName(option)),
).map((option) => (longName(option) === 'output' ? { ...option, choices: LIST_FORMATS } : option));

/** What a command that lists something takes: where it looks, or only the stage when it sends nothing. */
export function addListOptions(command: Command, sends: boolean): void {
  const shown = (option: OptionSpec) =>
    sends ? longName(option) !== 'table' : ['stage', 'config', 'context'].includes(longName(option));
  for (const option of LIST_OPTIONS) addOption(command, option);
  for (const option of CONNECTION_OPTIONS) addOption(command, option, shown(option) ? 'shown' : 'hidden');
}

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
