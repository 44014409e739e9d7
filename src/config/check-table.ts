import type { TableDefinition } from '../dynamo/model/definition';
import { attributeMistakes } from './check-attributes';
import { lifeMistakes } from './check-life';
import { nameMistakes } from './check-names';
import { optionMistakes, type Reserved } from './check-options';
import { templateMistakes } from './check-templates';
import type { Mistake } from './mistake';

/** Returns the mistakes in a definition that the schema cannot find. Paths start at the table. */
export function tableMistakes(table: TableDefinition, reserved: Reserved): readonly Mistake[] {
  return [
    ...attributeMistakes(table),
    ...templateMistakes(table),
    ...nameMistakes(table),
    ...lifeMistakes(table),
    ...optionMistakes(table, reserved),
  ];
}
