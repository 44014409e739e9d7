import { keyAttributes, type TableDefinition } from '../dynamo/model/definition';
import { fromDescribeTable } from '../dynamo/model/from-describe-table';
import type { TableDescription } from '../dynamo/model/table-description';
import type { Item } from '../dynamo/model/values';
import { type Draft, question } from './draft';
import { draftOf, type Subject } from './draft-table';
import { inferEntities } from './infer-entities';
import { kebab, unique } from './names';
import type { SecretTests } from './secrets';

/** What is known about a live table. */
export interface Observed {
  readonly description: TableDescription;
  /** The attribute of its time to live. */
  readonly ttl: string | undefined;
  /** A sample of its items. */
  readonly items: readonly Item[];
  /** The AWS region of the table, if it is in AWS. */
  readonly region: string | undefined;
}

/** How to name the definitions, and which names can't be used. */
export interface Naming {
  readonly system: string;
  /** The command word for the table. Made from the table's name when absent. */
  readonly as: string | undefined;
  /** The part of the table's name that is the stage. */
  readonly stage: string | undefined;
  /** Command words of the system that belong to other tables. */
  readonly taken: ReadonlySet<string>;
  /** Options that have another meaning. */
  readonly reserved: ReadonlySet<string>;
  readonly secrets: SecretTests;
}

/** Drafts the definitions of a table: one for all its items and, when they belong to several entities, one for each entity. */
export function inferTables(observed: Observed, naming: Naming): readonly Draft[] {
  const { description, ttl, items, region } = observed;
  const word = naming.as ?? kebab(description.TableName);
  const described = fromDescribeTable(description, [naming.system, word]);
  const entities = inferEntities(items, keyAttributes(described));
  const words = new Set([word]);
  const { secrets, reserved } = naming;
  const draft = (table: TableDefinition, rest: Pick<Subject, 'items' | 'role' | 'discriminator'>): Draft => {
    const name = nameTemplate(table.name, naming.stage);
    const known = { ...(region !== undefined && { region }), ...(ttl !== undefined && { ttl }) };
    return draftOf({ ...rest, table: { ...table, name, ...known }, secrets, reserved });
  };
  if (entities.length === 0) return [withStageNote(draft(described, { items, role: 'only' }), naming)];
  return [
    withStageNote(draft(described, { items, role: entities[0]?.discriminator ? 'only' : 'all' }), naming),
    ...entities.map(({ label, items: own, discriminator }) => {
      const name = kindName(label, word, naming, words);
      words.add(name);
      const table = { ...described, command: [naming.system, name] };
      return draft(table, { items: own, role: 'kind', discriminator });
    }),
  ];
}

/**
 * Returns the command word for an entity of the table `word`. It is prefixed with the table's word when another table of the system
 * has an entity of the same name. `known` are the words already chosen for this table.
 */
export function kindName(label: string, word: string, { taken }: Naming, known: ReadonlySet<string>): string {
  const short = kebab(label);
  const name = taken.has(short) ? `${word}-${short}` : short;
  return unique(name, (candidate) => known.has(candidate) || taken.has(candidate));
}

/** Turns `cinema-dev-films` with stage `dev` into `cinema-{stage}-films`. */
function nameTemplate(name: string, stage: string | undefined): string {
  return stage === undefined
    ? name
    : name.replace(new RegExp(`(?<![A-Za-z0-9])${escaped(stage)}(?![A-Za-z0-9])`), '{stage}');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

const STAGES =
  /(?<![A-Za-z0-9])(dev|develop|development|test|testing|qa|uat|int|stage|staging|sandbox|beta|prod|production|live)(?![A-Za-z0-9])/i;

/** Adds a question when a word in the table's name looks like a stage. */
function withStageNote(draft: Draft, { stage }: Naming): Draft {
  const { name } = draft.table;
  const word = STAGES.exec(name.replace(/\{\w+\}/g, ''))?.[1];
  if (stage !== undefined || word === undefined) return draft;
  const note = question(
    `if ${word} is a stage, write ${name.replace(word, '{stage}')} and use the stage ${word}`,
  );
  return { ...draft, notes: { ...draft.notes, name: [note] } };
}
