import type { IndexDefinition } from '../dynamo/model/definition';

/** Defines a global secondary index that projects all attributes, with a partition key and an optional sort key. */
export function index(name: string, partition: string, sort?: string): IndexDefinition {
  return { name, partitionKey: [partition], ...(sort && { sortKey: [sort] }), projection: 'ALL' };
}
