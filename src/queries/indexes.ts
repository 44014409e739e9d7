import type { IndexDefinition } from '../dynamo/model/definition';

/** A global index of all attributes, by one partition attribute and maybe a sort attribute. */
export function index(name: string, partition: string, sort?: string): IndexDefinition {
  return { name, partitionKey: [partition], ...(sort && { sortKey: [sort] }), projection: 'ALL' };
}
