import type * as z from 'zod/mini';
import { defaultPatterns } from '../../config/default-patterns';
import type { AttributeDefinition } from '../../dynamo/model/attribute-definition';
import { keyAttributes, type TableDefinition } from '../../dynamo/model/definition';
import { parseTemplate } from '../../dynamo/model/key-template';
import { argumentOf } from '../argument';
import { declaredColumns } from '../choose-columns';
import { type Draft, kindSummary, question, withNotes } from '../draft';
import { kindName, type Naming } from '../infer-tables';
import { isTimeName } from '../infer-time';
import { optionNames } from '../names';
import { distinctPatterns, restricted } from '../patterns';
import { withSafeExamples } from '../safe-examples';
import { findsKeysOf } from '../tell-apart';
import { type Discriminator, typeField } from '../type-attribute';
import { withoutBadTemplates } from './bad-templates';
import { type DocumentedPattern, readPattern } from './documented-patterns';

/** An entity, as a file declares it. */
export interface Kind {
  readonly label: string;
  /** The value that its items have in an attribute for their type, if there is such an attribute. */
  readonly type?: string | undefined;
  /** Templates of key attributes. */
  readonly templates: ReadonlyMap<string, string>;
  /** Notes by key attribute. */
  readonly notes?: Readonly<Record<string, readonly string[]>>;
  readonly fields: ReadonlyMap<string, AttributeDefinition>;
  readonly patterns?: readonly z.infer<typeof DocumentedPattern>[] | undefined;
}

/** Stands for all items of a table. */
const ANY: Kind = { label: '', templates: new Map(), fields: new Map() };

/**
 * Drafts a definition for each entity that a file declares and, when there are several, one for all items of the table. An entity whose
 * definition would also find items of others is left out, with a note.
 */
export function draftKinds(table: TableDefinition, kinds: readonly Kind[], naming: Naming): readonly Draft[] {
  const [system = '', word = ''] = table.command;
  if (kinds.length === 1 && kinds[0]) return [draftKind(table, kinds[0], naming)];
  const words = new Set([word]);
  const all = draftKind(table, ANY, naming);
  const leftOut: string[] = [];
  const drafts = kinds.flatMap((kind): readonly Draft[] => {
    const name = kindName(kind.label, word, naming, words);
    const draft = draftKind({ ...table, command: [system, name] }, kind, naming);
    const alike = kinds.filter((other) => other !== kind && findsKeysOf(draft.table, other.templates));
    const type = alike.length === 0 ? undefined : typeOf(kind, kinds);
    if (alike.length > 0 && !type) {
      const others = alike.map(({ label }) => label).join(', ');
      leftOut.push(
        question(
          `${kind.label} is left out: neither its keys nor a type attribute tell it apart from ${others}`,
        ),
      );
      return [];
    }
    words.add(name);
    return [type ? ofType(draft, type) : draft];
  });
  const summary = `items of the table ${table.name}, of any kind`;
  return [withNotes({ ...all, table: { ...all.table, summary } }, '', leftOut), ...drafts];
}

/** The attribute and value that tell an entity apart, if all entities have a field for their type, each with its own value. */
function typeOf(kind: Kind, kinds: readonly Kind[]): Discriminator | undefined {
  const texts = kinds.map(({ fields }) =>
    [...fields].flatMap(([name, { type }]) => (type === 'S' ? name : [])),
  );
  const attribute = typeField(texts.map((names) => new Set(names)));
  const values = new Set(kinds.map(({ type }) => type));
  const isOwn = values.size === kinds.length && !values.has(undefined);
  return attribute !== undefined && isOwn && kind.type !== undefined
    ? { attribute, value: kind.type }
    : undefined;
}

/** Restricts all questions of a definition to items of a type. */
function ofType(draft: Draft, type: Discriminator): Draft {
  const table = { ...draft.table, patterns: restricted(draft.table.patterns, type) };
  const note = question(`check that it is ${type.value} in all items of this kind`);
  return withNotes({ ...draft, table }, `attributes.${type.attribute}`, [note]);
}

function draftKind(table: TableDefinition, kind: Kind, { reserved, secrets }: Naming): Draft {
  const option = optionNames(reserved);
  const notes: Record<string, readonly string[]> = {};
  const indexes = (table.indexes ?? []).filter(
    (index) =>
      kind.label === '' ||
      keyAttributes(index).every((name) => kind.templates.has(name) || kind.fields.has(name)),
  );
  const keys = [...new Set([table, ...indexes].flatMap(keyAttributes))];
  const templates = new Map(
    [...kind.templates].filter(([name, template]) => keys.includes(name) && template !== `{${name}}`),
  );
  const variables = [
    ...new Set([...templates.values()].flatMap((template) => parseTemplate(template).variables)),
  ].filter((name) => !keys.includes(name));
  const field = (name: string): AttributeDefinition => {
    const known = kind.fields.get(name);
    if (!secrets.reason({ name, strings: [] })) {
      if (known?.type === 'S' && isTimeName(name))
        notes[`attributes.${name}`] = [question('if this is an ISO-8601 time, add format: time')];
      return known ?? { type: 'S', virtual: true };
    }
    notes[`attributes.${name}`] = [question('hidden, as its name looks like a secret')];
    return { ...(known ?? { type: 'S' }), secret: true };
  };
  const named = variables.map((name): [string, AttributeDefinition] => [
    name,
    { ...field(name), option: option(name) },
  ]);
  const own = keys.map((name): [string, AttributeDefinition] => {
    const template = templates.get(name);
    const type =
      template === undefined ? (kind.fields.get(name)?.type ?? table.attributes[name]?.type ?? 'S') : 'S';
    return [
      name,
      {
        ...(template === undefined && kind.fields.has(name) ? field(name) : {}),
        type,
        option: option(name),
        ...(template !== undefined && { template }),
      },
    ];
  });
  const others = [...kind.fields.keys()].map((name): [string, AttributeDefinition] => [name, field(name)]);
  const attributes = Object.fromEntries([...others, ...named, ...own]);
  const order = [...own, ...named, ...others].map(([name]) => name);
  const { indexes: _, ...rest } = table;
  const drafted: TableDefinition = {
    ...rest,
    summary: kind.label === '' ? table.summary : kindSummary(kind.label, table.name),
    ...(indexes.length > 0 && { indexes }),
    ...argumentOf({ ...rest, attributes }),
    attributes: Object.fromEntries(
      [...new Set(order)].map((name) => [name, attributes[name] as AttributeDefinition]),
    ),
    patterns: [],
  };
  const columns = kind.label === '' ? [] : declaredColumns(drafted);
  for (const [name, said] of Object.entries(kind.notes ?? {})) notes[`attributes.${name}`] = said;
  const whole = { ...drafted, ...(columns.length > 0 && { columns }) };
  return withPatterns(withoutBadTemplates({ table: whole, notes }), kind);
}

/** Gives a definition the access patterns that the file documents, or else those of its keys. */
function withPatterns(draft: Draft, { patterns = [] }: Kind): Draft {
  const { notes } = draft;
  const table = withSafeExamples(draft.table);
  const read = patterns.flatMap((pattern) => readPattern(table, pattern) ?? []);
  const documented = distinctPatterns(read.flatMap(({ pattern }) => pattern ?? []));
  const missing = read.flatMap((one) => one.missing);
  return {
    table: {
      ...table,
      patterns: documented.length > 0 ? documented : distinctPatterns(defaultPatterns(table)),
    },
    notes: { ...notes, ...(missing.length > 0 && { patterns: missing.map(question) }) },
  };
}
