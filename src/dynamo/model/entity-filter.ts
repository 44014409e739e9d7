import type { Condition } from './condition';
import { keyAttributes, type TableDefinition } from './definition';
import { parseTemplate } from './key-template';

/**
 * What the templates of a table's own key say of every item that the definition is about: where several kinds of items share a
 * table, a path that doesn't go by its key would find the others too.
 */
export function kindConditions(table: TableDefinition): readonly Condition[] {
  if (table.keyIsAssumed) return [];
  return keyAttributes(table).flatMap((name): readonly Condition[] => {
    const template = table.attributes[name]?.template;
    if (template === undefined) return [];
    const { literals, variables } = parseTemplate(template);
    const [first = ''] = literals;
    const said = { path: [name], source: template, value: { S: first } };
    if (variables.length === 0) return [{ ...said, operator: '=' }];
    return first === '' ? [] : [{ ...said, operator: 'begins_with' }];
  });
}
