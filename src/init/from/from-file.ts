import { didYouMean } from '../../did-you-mean';
import type { AttributeDefinition } from '../../dynamo/model/attribute-definition';
import { keyAttributes } from '../../dynamo/model/definition';
import { fromDescribeTable } from '../../dynamo/model/from-describe-table';
import { usageError } from '../../errors';
import { type Draft, type Drafted, question, withNotes } from '../draft';
import { inferTables, type Naming } from '../infer-tables';
import { kebab, unique } from '../names';
import type { FoundTable } from './found-table';
import { draftKinds } from './kinds';
import { type ReadTables, readTables } from './read-tables';

/**
 * Drafts definitions of the tables that a file declares, or of the one named `wanted`. A table that is not valid is left out. Throws a usage
 * error that begins with the name `file` when the file can't be read, or does not declare that table.
 */
export function tablesFrom(text: string, file: string, wanted: string | undefined, naming: Naming): Drafted {
  const read = readTables(text, file);
  const tables = chosen(read, wanted, file);
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
  const drafts: Draft[] = [];
  const leftOut = wanted === undefined ? [...read.leftOut] : [];
  // Tables get their words before entities do, so that an entity can't take the word of a table.
  const words = wordsOf(tables, naming);
  const taken = new Set([...naming.taken, ...words]);
  for (const [i, table] of tables.entries()) {
    const unknown = unknownKey(table);
    if (unknown !== undefined) {
      leftOut.push({
        what: table.place ?? table.id,
        why: `the file does not contain the name of its key, ${unknown}`,
      });
      continue;
    }
    if (!table.description.KeySchema.some(({ KeyType }) => KeyType === 'HASH')) {
      leftOut.push({ what: table.place ?? table.id, why: 'the file does not contain its partition key' });
      continue;
    }
    for (const draft of draftsOf(table, { ...naming, as: words[i], taken })) {
      drafts.push({ ...withTypeQuestions(draft, table), place: table.place });
      taken.add(draft.table.command.at(-1) ?? '');
    }
  }
  return { drafts, leftOut };
}

/** A command word for each table, all different. */
function wordsOf(tables: readonly FoundTable[], { as, taken }: Naming): readonly string[] {
  const words = new Set<string>();
  return tables.map(({ description }) => {
    // The stage in the name is a variable.
    const wanted = as ?? kebab(description.TableName.replace(/\{stage\}/g, ''));
    const word = unique(
      wanted,
      (one) => one === 'help' || words.has(one) || (as === undefined && taken.has(one)),
    );
    words.add(word);
    return word;
  });
}

/** The name of a key attribute that contains a variable of the file. */
function unknownKey({ description }: FoundTable): string | undefined {
  const schemas = [
    description,
    ...(description.GlobalSecondaryIndexes ?? []),
    ...(description.LocalSecondaryIndexes ?? []),
  ];
  return schemas
    .flatMap(({ KeySchema }) => KeySchema.map(({ AttributeName }) => AttributeName))
    .find((name) => name.includes('${'));
}

/** Adds a question to each key attribute whose type the file declares nowhere. */
function withTypeQuestions(draft: Draft, { description, attributes, items, kinds }: FoundTable): Draft {
  const isKnown = (name: string) =>
    description.AttributeDefinitions.some(({ AttributeName }) => AttributeName === name) ||
    attributes?.has(name) ||
    items.some((item) => Object.hasOwn(item, name)) ||
    kinds.some(({ fields, templates }) => fields.has(name) || templates.has(name));
  const keys = new Set([draft.table, ...(draft.table.indexes ?? [])].flatMap(keyAttributes));
  const note = question('the file does not declare its type: S is a guess');
  return [...keys]
    .filter((name) => !isKnown(name))
    .reduce((noted, name) => withNotes(noted, `attributes.${name}`, [note]), draft);
}

function chosen(
  { tables, leftOut }: ReadTables,
  wanted: string | undefined,
  file: string,
): readonly FoundTable[] {
  if (wanted === undefined) return tables;
  const found = tables.filter(({ id, description }) => id === wanted || description.TableName === wanted);
  if (found.length > 0) return found;
  const known = tables.map(({ description }) => description.TableName);
  const bad = leftOut.find(({ what }) => what.split('.').includes(wanted));
  if (bad) throw usageError(`${file}: ${bad.what} cannot be read: ${bad.why}.`);
  throw usageError(
    `${file} has no table ${wanted}.${didYouMean(wanted, known)}`,
    known.length === 1 ? `Its only table is ${known[0]}.` : `Its tables are ${known.join(', ')}.`,
  );
}

function draftsOf(found: FoundTable, naming: Naming): readonly Draft[] {
  const { description, ttl, notes, remarks = [], items, facets, kinds, attributes } = found;
  const word = naming.as ?? '';
  // The word of the table itself is not another table's. Its stage is already a variable, so it must not be replaced again.
  const taken = new Set([...naming.taken].filter((one) => one !== word));
  const named = { ...naming, stage: undefined, taken };
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
      : inferTables({ description, ttl, items, region: undefined, ...(facets && { facets }) }, named);
  return drafts.map((draft, i) => {
    const table =
      i === 0 ? withNotes(withAttributes(draft, attributes ?? new Map(), naming), '', remarks) : draft;
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
