import { keyVariables } from '../config/default-patterns';
import { keyAttributes, type TableDefinition } from '../dynamo/model/definition';

/** Returns the attribute that alone determines an item's key, if there is one. It can be given as the command's argument. */
export function argumentOf(table: TableDefinition): { argument?: string } {
  const [only, ...others] = keyVariables(table, keyAttributes(table));
  return only === undefined || others.length > 0 ? {} : { argument: only };
}
