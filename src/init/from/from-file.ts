import { didYouMean } from '../../did-you-mean';
import type { AttributeDefinition } from '../../dynamo/model/definition';
import { fromDescribeTable } from '../../dynamo/model/from-describe-table';
import { usageError } from '../../errors';
import type { Draft } from '../draft';
import { inferTables, type Naming } from '../infer-tables';
import { kebab } from '../names';
import type { FoundTable } from './found-table';
import { draftKinds } from './kinds';
import { readTables } from './read-tables';

/**
 * Drafts definitions of the tables that a file declares, or of the one named `wanted`. Throws a usage error that begins with the name
 * `file` when the file can't be read, or does not declare that table.
 */
export function tablesFrom(
  text: string,
  file: string,
  wanted: string | undefined,
  naming: Naming,
): readonly Draft[] {
  const tables = chosen(readTables(text, file), wanted, file);
  if (naming.as !== undefined && tables.length > 1) {
    const names = tables.map(({ description }) => description.TableName).join(', ');
    throw usageError(
      `A single name cannot apply to the ${tables.length} tables in ${file}.`,
      `Name the table: ${names}.`,
      {
        part: 'setting',
        name: 'as',
      },
    );
  }
  return tables.flatMap((table) => draftsOf(table, naming));
}

function chosen(
  tables: readonly FoundTable[],
  wanted: string | undefined,
  file: string,
): readonly FoundTable[] {
  if (wanted === undefined) return tables;
  const found = tables.filter(({ id, description }) => id === wanted || description.TableName === wanted);
  if (found.length > 0) return found;
  const known = tables.map(({ description }) => description.TableName);
  throw usageError(
    `${file} has no table ${wanted}.${didYouMean(wanted, known)}`,
    known.length === 1 ? `Its only table is ${known[0]}.` : `Its tables are ${known.join(', ')}.`,
  );
}

function draftsOf(
  { description, ttl, notes, items, kinds, attributes }: FoundTable,
  naming: Naming,
): readonly Draft[] {
  // The stage in the name is already a variable, so it must not be replaced again.
  const word = naming.as ?? kebab(description.TableName.replace(/\{stage\}/g, ''));
  const named = { ...naming, as: word, stage: undefined };
  const drafts =
    kinds.length > 0
      ? draftKinds(
          {
            ...fromDescribeTable(description, [naming.system, word]),
            ...(ttl !== undefined && { ttl }),
            summary: `items of the table ${description.TableName}`,
          },
          kinds,
          named,
        )
      : inferTables({ description, ttl, items, region: undefined }, named);
  return drafts.map((draft, i) => {
    const table = i === 0 ? withAttributes(draft, attributes ?? new Map(), naming) : draft;
    return notes.length > 0 ? { ...table, notes: { ...table.notes, name: notes } } : table;
  });
}

/** Adds the attributes that the file declares but no sample item has. */
function withAttributes(
  draft: Draft,
  attributes: NonNullable<FoundTable['attributes']>,
  { secrets }: Naming,
): Draft {
  const missing = [...attributes]
    .filter(([name]) => !Object.hasOwn(draft.table.attributes, name))
    .map(([name, type]): [string, AttributeDefinition] => [
      name,
      { type, ...(secrets.reason({ name, strings: [] }) && { secret: true }) },
    ]);
  return {
    ...draft,
    table: { ...draft.table, attributes: { ...draft.table.attributes, ...Object.fromEntries(missing) } },
  };
}
