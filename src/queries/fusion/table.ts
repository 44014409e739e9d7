import type { TableDefinition } from '../../dynamo/model/definition';

/** Adds what all tables of the platform have in common: a name that contains the stage, and the region. */
export function table(name: string, definition: Omit<TableDefinition, 'name' | 'region'>): TableDefinition {
  return { ...definition, name: `mfh-{stage}-${name}`, region: 'us-west-2' };
}
