import { defaultPatterns } from '../config/default-patterns';
import {
  type AccessPattern,
  type IndexDefinition,
  keyAttributes,
  type TableDefinition,
} from '../dynamo/model/definition';
import type { Item } from '../dynamo/model/values';
import { argumentOf } from './argument';
import { chooseColumns } from './choose-columns';
import { describeAttributes } from './describe-attributes';
import { type Draft, kindSummary, question } from './draft';
import { factsOf } from './facts';
import { inferTemplates, type KeyTemplates } from './infer-templates';
import { distinctPatterns, restricted } from './patterns';
import { withSafeExamples } from './safe-examples';
import type { SecretTests } from './secrets';
import type { Discriminator } from './type-attribute';

/** What a definition is made from. */
export interface Subject {
  /** Keys, indexes and types as DynamoDB describes them. */
  readonly table: TableDefinition;
  readonly items: readonly Item[];
  /** The name of the entity, where it is one of several. */
  readonly label?: string;
  /** The sampled items of the table's other entities. */
  readonly others?: readonly Item[];
  /** Whether the items are all of a table with one entity (`only`), all of a table with several (`all`), or one entity (`kind`). */
  readonly role: 'only' | 'all' | 'kind';
  /** The attribute and value that identify this entity where its keys don't. */
  readonly discriminator?: Discriminator | undefined;
  readonly secrets: SecretTests;
  /** Options that have another meaning. */
  readonly reserved: ReadonlySet<string>;
}

const NONE: KeyTemplates = {
  templates: new Map(),
  virtual: new Map(),
  duplicates: new Map(),
  constants: new Map(),
  notes: new Map(),
};

/** Drafts the definition of some items of a table, with notes for the person who reviews it. */
export function draftOf(subject: Subject): Draft {
  const { items, role, table } = subject;
  const indexes = (table.indexes ?? []).filter((index) => role !== 'kind' || isUsed(index, items));
  const keys = [...new Set([table, ...indexes].flatMap(keyAttributes))];
  const templates = role === 'all' ? NONE : inferTemplates(items, keys, subject.reserved, subject.others);
  const inferred = describeAttributes({ ...subject, keys, templates, isShared: role === 'all' });
  const { indexes: _, ...rest } = table;
  const attributes = Object.fromEntries([...inferred].map(([name, { definition }]) => [name, definition]));
  const drafted: TableDefinition = withSafeExamples({
    ...rest,
    summary: summaryOf(subject),
    ...(indexes.length > 0 && { indexes }),
    ...argumentOf({ ...rest, attributes }),
    attributes,
  });
  const columns = role === 'all' ? [] : chooseColumns(drafted, factsOf(items), templates.duplicates);
  const notes = [...inferred].map(([name, { notes: said }]) => [`attributes.${name}`, said] as const);
  return {
    table: { ...drafted, ...(columns.length > 0 && { columns }), patterns: patternsOf(drafted, subject) },
    notes: { '': tableNotes(subject), ...Object.fromEntries(notes.filter(([, said]) => said.length > 0)) },
  };
}

/** Whether an index contains any of the items. */
function isUsed(index: IndexDefinition, items: readonly Item[]): boolean {
  return items.some((item) => keyAttributes(index).every((name) => Object.hasOwn(item, name)));
}

function summaryOf({ table, role, label }: Subject): string {
  if (role === 'all') return `items of the table ${table.name}, of any kind`;
  return role === 'kind' && label !== undefined
    ? kindSummary(label, table.name)
    : `items of the table ${table.name}`;
}

function tableNotes({ items, role }: Subject): readonly string[] {
  if (items.length === 0)
    return [question('made without a sample of items, so only key attributes are known')];
  const seen = `made from a sample of ${items.length} ${items.length === 1 ? 'item' : 'items'}`;
  return role === 'kind'
    ? [seen, question('check that this is an entity of its own, and that its name fits')]
    : [seen];
}

/** The questions that the keys answer, restricted by the discriminator if there is one. */
function patternsOf(table: TableDefinition, { discriminator }: Subject): readonly AccessPattern[] {
  const patterns = distinctPatterns(defaultPatterns(table));
  return discriminator ? restricted(patterns, discriminator) : patterns;
}
