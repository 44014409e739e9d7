import type { TableDefinition } from '../dynamo/model/definition';
import { attributeMistakes } from './check-attributes';
import { nameMistakes } from './check-names';
import { optionMistakes, type Reserved } from './check-options';
import { templateMistakes } from './check-templates';
import type { Mistake } from './mistake';

/** What is wrong with a definition although each of its parts has the right form. Paths begin at the table. */
export function tableMistakes(table: TableDefinition, reserved: Reserved): readonly Mistake[] {
  return [
    ...attributeMistakes(table),
    ...templateMistakes(table),
    ...nameMistakes(table),
    ...optionMistakes(table, reserved),
  ];
}
