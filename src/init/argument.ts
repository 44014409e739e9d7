import { keyAttributes, type TableDefinition } from '../dynamo/model/definition';
import { parseTemplate } from '../dynamo/model/key-template';

/** The attribute that is all it takes to know an item's key, if there is one: it may stand as the argument of the command. */
export function argumentOf(table: TableDefinition): { argument?: string } {
  const needed = keyAttributes(table).flatMap((name) => {
    const template = table.attributes[name]?.template;
    return template === undefined ? [name] : parseTemplate(template).variables;
  });
  const [only, ...others] = new Set(needed);
  return only === undefined || others.length > 0 ? {} : { argument: only };
}
