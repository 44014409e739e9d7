import { keyAttributes, type TableDefinition } from '../model/definition';
import type { Candidate } from './candidates';
import type { PlanNote } from './plan';

/** Returns the limitations of a path that affect the answer. */
export function notes(table: TableDefinition, candidate: Candidate): readonly PlanNote[] {
  const { assumed, prefix } = candidate;
  const result: PlanNote[] = [];
  for (const name of assumed) {
    const values = table.attributes[name]?.values?.flatMap((value) => value.stored) ?? [];
    result.push({ kind: 'assumed-values', attribute: name, values });
  }
  result.push(...indexNotes(table, candidate));
  if (prefix) result.push({ kind: 'key-prefix', attribute: prefix.attribute, prefix: prefix.text });
  return result;
}

/** Returns the limitations of an index: items that it may leave out, and attributes that it lacks. */
export function indexNotes(
  table: TableDefinition,
  { index, schema, incomplete }: Pick<Candidate, 'index' | 'schema' | 'incomplete'>,
): readonly PlanNote[] {
  if (!index) return [];
  const own = table.keyIsAssumed ? [] : keyAttributes(table);
  const optional = keyAttributes(schema).filter(
    (name) => !own.includes(name) && !table.attributes[name]?.always,
  );
  return [
    ...(optional.length > 0
      ? [{ kind: 'sparse-index', index: index.name, attributes: optional } as const]
      : []),
    ...(incomplete
      ? [
          {
            kind: 'not-projected',
            index: index.name,
            by: index.local ? 'DynamoDB' : 'BatchGetItem',
          } as const,
        ]
      : []),
  ];
}
