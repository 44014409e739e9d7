import { FORMATS, type FormatName } from '../../format/view';
import { addOptions, type LazyCommand } from '../argv/commander';
import type { OptionSet } from '../options/option';
import { CONFIG_OPTIONS, CONNECTION_OPTIONS, OUTPUT_OPTIONS } from '../options/shared-options';

/** Formats of what is not a list of items: DynamoDB has no form for it. */
export const LIST_FORMATS: readonly FormatName[] = FORMATS.filter((format) => format !== 'dynamodb-json');

/** How a list of what is not an item may be shown. */
function listOptions(): OptionSet {
  const { output, columns, record, times, escapeFormulas, color, quiet, debug } = OUTPUT_OPTIONS;
  const own = { ...output, choices: LIST_FORMATS };
  return { output: own, columns, record, times, escapeFormulas, color, quiet, debug };
}

/** Options of lookups that mean nothing to such a list. */
export const MEANINGLESS: readonly string[] = Object.keys(OUTPUT_OPTIONS).filter(
  (name) => !Object.hasOwn(listOptions(), name),
);

/** Declares what a command that lists something takes: where it looks, or only the stage when it sends nothing. */
export function declareListOptions(command: LazyCommand, sends: boolean): void {
  const { table: _, ...place } = CONNECTION_OPTIONS;
  const shown: OptionSet = sends ? place : { stage: place.stage, ...CONFIG_OPTIONS };
  const hidden = Object.entries(CONNECTION_OPTIONS).filter(([name]) => !Object.hasOwn(shown, name));
  command.declareLater(() => {
    addOptions(command, listOptions());
    addOptions(command, shown);
    addOptions(command, Object.fromEntries(hidden), 'hidden');
  });
}
