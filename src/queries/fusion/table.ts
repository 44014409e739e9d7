import type { TableDefinition } from '../../dynamo/model/definition';

/** What all of the platform's tables have in common: a name with the stage in it, and their region. */
export function table(name: string, definition: Omit<TableDefinition, 'name' | 'region'>): TableDefinition {
  return { ...definition, name: `mfh-{stage}-${name}`, region: 'us-west-2' };
}
