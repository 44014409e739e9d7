import type { Condition } from './condition';
import { keyAttributes, type TableDefinition } from './definition';
import { parseTemplate } from './key-template';

/**
 * The conditions that every item of the definition's entity meets, by the templates of the table's own key. Where several
 * entities share a table, a path that does not go by its key would find the others too.
 */
export function entityFilter(table: TableDefinition): readonly Condition[] {
  if (table.keyIsAssumed) return [];
  return keyAttributes(table).flatMap((name): readonly Condition[] => {
    const template = table.attributes[name]?.template;
    if (template === undefined) return [];
    const { literals, variables } = parseTemplate(template);
    const [first = ''] = literals;
    const said = { path: [name], origin: { part: 'template', template }, value: { S: first } } as const;
    if (variables.length === 0) return [{ ...said, operator: '=' }];
    return first === '' ? [] : [{ ...said, operator: 'begins_with' }];
  });
}
