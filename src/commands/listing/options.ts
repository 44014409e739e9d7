import { FORMATS, type FormatName } from '../../format/view';
import { addOptions, type LazyCommand } from '../argv/commander';
import type { OptionSet } from '../options/option';
import { CONFIG_OPTIONS, CONNECTION_OPTIONS, OUTPUT_OPTIONS } from '../options/shared-options';

/** The formats of lists of rows that are not items. DynamoDB JSON cannot represent them. */
export const LIST_FORMATS: readonly FormatName[] = FORMATS.filter((format) => format !== 'dynamodb-json');

/** The output options of such a list. */
function listOptions(): OptionSet {
  const { output, columns, wide, record, times, escapeFormulas, color, quiet, debug } = OUTPUT_OPTIONS;
  const own = { ...output, choices: LIST_FORMATS };
  return { output: own, columns, wide, record, times, escapeFormulas, color, quiet, debug };
}

/** Declares the options of a command that lists something. Of the connection options, one that sends nothing takes only the stage. */
export function declareListOptions(command: LazyCommand, sends: boolean): void {
  const { table: _, ...connection } = CONNECTION_OPTIONS;
  const shown: OptionSet = sends ? connection : { stage: connection.stage, ...CONFIG_OPTIONS };
  const hidden = Object.entries(CONNECTION_OPTIONS).filter(([name]) => !Object.hasOwn(shown, name));
  command.declareLater(() => {
    addOptions(command, listOptions());
    addOptions(command, shown);
    addOptions(command, Object.fromEntries(hidden), 'hidden');
  });
}
