import type { Condition } from './condition';
import { keyAttributes, type TableDefinition } from './definition';
import { parseTemplate } from './key-template';

/**
 * Returns the conditions that all items of the definition's entity meet, derived from the templates of the table's key. When several
 * entities share a table, an access path other than its key would also find the others.
 */
export function entityFilter(table: TableDefinition): readonly Condition[] {
  if (table.keyIsAssumed) return [];
  return keyAttributes(table).flatMap((name): readonly Condition[] => {
    const template = table.attributes[name]?.template;
    if (template === undefined) return [];
    const { literals, variables } = parseTemplate(template);
    const [first = ''] = literals;
    const base = { path: [name], origin: { part: 'template', template }, value: { S: first } } as const;
    if (variables.length === 0) return [{ ...base, operator: '=' }];
    return first === '' ? [] : [{ ...base, operator: 'begins_with' }];
  });
}
