import { keyAttributes, keySchemas, sortingTime } from '../../dynamo/model/definition';
import type { PreparedQuestion } from '../question/prepare';
import type { Note } from './note';

/**
 * Returns the note that an ID is searched for, since it is only the last part of one, or belongs to no key that the definition knows. It
 * names the options that would narrow a Scan to a Query. `described` is the question once the table's description is known. Empty if the
 * ID is looked up, or the question has none.
 */
export function idSearch(
  { table, conditions, ask, secrets }: PreparedQuestion,
  described: PreparedQuestion,
): readonly Note[] {
  const { plan } = described;
  const { argument: attribute } = table;
  const asked = conditions.find(({ origin }) => origin.part === 'argument');
  if (!asked || attribute === undefined || ask.argument === undefined) return [];
  const isPart = asked.operator === 'any';
  const isScan = plan.operation === 'scan';
  if (!isPart && !(isScan && table.keyIsAssumed)) return [];
  return [
    {
      kind: 'id-search',
      table: plan.table,
      attribute,
      value: secrets.isSecret(attribute) ? '[redacted]' : ask.argument,
      isPart,
      key: described.table.keyIsAssumed ? [] : keyAttributes(described.table),
      narrowing: isScan ? narrowingOptions(table) : undefined,
    },
  ];
}

/** Returns the options that fix the partition key of an index, and the time window if a key is sorted by a time. */
function narrowingOptions(table: PreparedQuestion['table']): readonly string[] {
  const fixing = keySchemas(table).flatMap(({ schema }) =>
    schema.partitionKey.flatMap((name) => {
      const attribute = table.attributes[name];
      return attribute?.template ? (table.required ?? []) : [name];
    }),
  );
  const options = fixing.flatMap((name) => table.attributes[name]?.option ?? []);
  const isRequired = table.required && table.required.length > 0;
  return [...new Set([...options, ...(sortingTime(table) && !isRequired ? ['since'] : [])])];
}
