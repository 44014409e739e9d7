import { keyAttributes, type TableDefinition } from '../dynamo/model/definition';
import { parseTemplate } from '../dynamo/model/key-template';

/** Returns the attribute that alone determines an item's key, if there is one. It can be given as the command's argument. */
export function argumentOf(table: TableDefinition): { argument?: string } {
  const needed = keyAttributes(table).flatMap((name) => {
    const template = table.attributes[name]?.template;
    return template === undefined ? [name] : parseTemplate(template).variables;
  });
  const [only, ...others] = new Set(needed);
  return only === undefined || others.length > 0 ? {} : { argument: only };
}
