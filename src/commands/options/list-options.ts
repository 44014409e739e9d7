import type { Command } from 'commander';
import { FORMATS, type FormatName } from '../../format/registry';
import { addOption, declareLater } from '../argv/commander';
import { longName, type OptionSpec } from './option';
import { CONNECTION_OPTIONS, OUTPUT_OPTIONS } from './shared-options';

/** Formats of what is no list of items: DynamoDB has no form for it. */
export const LIST_FORMATS: readonly FormatName[] = FORMATS.filter((format) => format !== 'dynamodb-json');

const SHOWN = ['output', 'columns', 'record', 'times', 'no-escape-formulas', 'color', 'quiet', 'debug'];

/** How a list of what is no item may be shown. */
export const LIST_OPTIONS: readonly OptionSpec[] = OUTPUT_OPTIONS.filter((option) =>
  SHOWN.includes(longName(option)),
).map((option) => (longName(option) === 'output' ? { ...option, choices: LIST_FORMATS } : option));

/** What a command that lists something takes: where it looks, or only the stage when it sends nothing. */
export function addListOptions(command: Command, sends: boolean): void {
  const shown = (option: OptionSpec) =>
    sends ? longName(option) !== 'table' : ['stage', 'config', 'context'].includes(longName(option));
  declareLater(command, () => {
    for (const option of LIST_OPTIONS) addOption(command, option);
    for (const option of CONNECTION_OPTIONS) addOption(command, option, shown(option) ? 'shown' : 'hidden');
  });
}
