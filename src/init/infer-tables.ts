import { keyAttributes, type TableDefinition } from '../dynamo/model/definition';
import { fromDescribeTable } from '../dynamo/model/from-describe-table';
import type { TableDescription } from '../dynamo/model/table-description';
import type { Item } from '../dynamo/model/values';
import { type Draft, question, withNotes } from './draft';
import { draftOf, type Subject } from './draft-table';
import { type Entity, inferEntities } from './infer-entities';
import { kebab, unique } from './names';
import type { SecretTests } from './secrets';
import { foundBy } from './tell-apart';
import type { Discriminator } from './type-attribute';

/** What is known about a live table. */
export interface Observed {
  readonly description: TableDescription;
  /** The attribute of its time to live. */
  readonly ttl: string | undefined;
  /** A sample of its items. */
  readonly items: readonly Item[];
  /** The AWS region of the table, if it is in AWS. */
  readonly region: string | undefined;
  /** Names of groups of items, where a file has them. */
  readonly facets?: ReadonlyMap<Item, string>;
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

/**
 * Drafts the definitions of a table: one for all its items and, when they belong to several entities, one for each entity. An entity whose
 * definition would also find items of others is left out, with a note.
 */
export function inferTables(observed: Observed, naming: Naming): readonly Draft[] {
  const { description, ttl, items, region, facets } = observed;
  const word = naming.as ?? kebab(description.TableName);
  const described = fromDescribeTable(description, [naming.system, word]);
  const { secrets, reserved } = naming;
  const draft = (
    table: TableDefinition,
    rest: Pick<Subject, 'items' | 'label' | 'others' | 'role' | 'discriminator'>,
  ): Draft => {
    const name = nameTemplate(table.name, naming.stage);
    const known = { ...(region !== undefined && { region }), ...(ttl !== undefined && { ttl }) };
    return draftOf({ ...rest, table: { ...table, name, ...known }, secrets, reserved });
  };
  const entities = inferEntities(items, keyAttributes(described), facets);
  if (entities.length === 0) return [withStageNote(draft(described, { items, role: 'only' }), naming)];

  const words = new Set([word]);
  const leftOut: string[] = [];
  const kinds = entities.flatMap((entity): readonly Draft[] => {
    const { label, items: own, discriminator } = entity;
    const name = kindName(label, word, naming, words);
    const table = { ...described, command: [naming.system, name] };
    const members = new Set(own);
    const others = items.filter((item) => !members.has(item));
    const choices = discriminator ? [undefined, discriminator] : [undefined];
    for (const chosen of choices) {
      const drafted = draft(table, { items: own, label, others, role: 'kind', discriminator: chosen });
      if (!isExact(drafted.table, chosen, entity, items)) continue;
      words.add(name);
      return [drafted];
    }
    leftOut.push(indistinct(label, own.length));
    return [];
  });
  const isAlike =
    kinds.length === 0 || kinds.every(({ table }) => table.patterns.every(({ where }) => where));
  const all = withStageNote(draft(described, { items, role: isAlike ? 'only' : 'all' }), naming);
  return [withNotes(all, '', leftOut), ...kinds];
}

/** Whether the questions of a definition find all items of the entity in the sample, and no others. */
function isExact(
  table: TableDefinition,
  discriminator: Discriminator | undefined,
  { items: own }: Entity,
  all: readonly Item[],
): boolean {
  const found = new Set(foundBy(table, discriminator, all));
  return found.size === own.length && own.every((item) => found.has(item));
}

function indistinct(label: string, count: number): string {
  const items = count === 1 ? '1 item' : `${count} items`;
  return question(
    `${label} (${items}) is left out: neither its keys nor a type attribute tell it apart from the others`,
  );
}

/**
 * Returns the command word for an entity of the table `word`. It is prefixed with the table's word when another table of the system
 * has an entity of the same name. `known` are the words already chosen for this table.
 */
export function kindName(label: string, word: string, { taken }: Naming, known: ReadonlySet<string>): string {
  const short = kebab(label);
  // A command such as `shop help` shows the help of `shop`.
  const isTaken = (name: string) => name === 'help' || known.has(name) || taken.has(name);
  const needsPrefix = short === word || short === 'help' || taken.has(short);
  const prefixed = short === word ? `${word}-items` : `${word}-${short}`;
  return unique(needsPrefix ? prefixed : short, isTaken);
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
  return withNotes(draft, 'name', [note]);
}
