import { templateMistakes } from '../../config/check-templates';
import { defaultPatterns, exampleOf } from '../../config/default-patterns';
import {
  type AccessPattern,
  type AttributeDefinition,
  keyAttributes,
  type TableDefinition,
} from '../../dynamo/model/definition';
import { parseTemplate } from '../../dynamo/model/key-template';
import { argumentOf } from '../argument';
import { declaredColumns } from '../choose-columns';
import { type Draft, question } from '../draft';
import { kindName, type Naming } from '../infer-tables';
import { isTimeName } from '../infer-time';
import { optionNames } from '../names';

/** An entity, as a file declares it. */
export interface Kind {
  readonly label: string;
  /** Templates of key attributes. */
  readonly templates: ReadonlyMap<string, string>;
  readonly fields: ReadonlyMap<string, AttributeDefinition>;
  readonly patterns: readonly Omit<AccessPattern, 'ask'>[];
}

/** Drafts a definition for each entity that a file declares and, when there are several, one for all items of the table. */
export function draftKinds(table: TableDefinition, kinds: readonly Kind[], naming: Naming): readonly Draft[] {
  const [system = '', word = ''] = table.command;
  if (kinds.length === 1 && kinds[0]) return [draftKind(table, kinds[0], naming)];
  const words = new Set([word]);
  const all = draftKind(table, { label: '', templates: new Map(), fields: new Map(), patterns: [] }, naming);
  return [
    { ...all, table: { ...all.table, summary: `items of the table ${table.name}, of any kind` } },
    ...kinds.map((kind) => {
      const name = kindName(kind.label, word, naming, words);
      words.add(name);
      return draftKind({ ...table, command: [system, name] }, kind, naming);
    }),
  ];
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
  ];
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
  const attributes = Object.fromEntries([...others, ...own, ...named]);
  const order = [...own, ...named, ...others].map(([name]) => name);
  const { indexes: _, ...rest } = table;
  const drafted: TableDefinition = {
    ...rest,
    summary: kind.label === '' ? table.summary : `${kind.label} items of the table ${table.name}`,
    ...(indexes.length > 0 && { indexes }),
    ...argumentOf({ ...rest, attributes }),
    attributes: Object.fromEntries(
      [...new Set(order)].map((name) => [name, attributes[name] as AttributeDefinition]),
    ),
    patterns: [],
  };
  const columns = kind.label === '' ? [] : declaredColumns(drafted);
  const whole = { ...drafted, ...(columns.length > 0 && { columns }), patterns: patternsOf(drafted, kind) };
  return withoutBadTemplates({ table: whole, notes });
}

/** The access patterns that the file declares, or else those of the keys. */
function patternsOf(table: TableDefinition, { patterns }: Kind): readonly AccessPattern[] {
  const indexes = (table.indexes ?? []).map(({ name }) => name);
  const declared = patterns
    .filter(({ index }) => index === undefined || indexes.includes(index))
    .map((pattern) => ({ ...pattern, ask: exampleOf(table, pattern) }));
  return declared.length > 0 ? declared : defaultPatterns(table);
}

/** Removes templates that this program can't use, and adds a note about each. */
function withoutBadTemplates(draft: Draft): Draft {
  const bad = templateMistakes(draft.table).find(({ path }) => path[2] === 'template');
  if (!bad) return draft;
  const name = String(bad.path[1]);
  const { template, ...attribute } = draft.table.attributes[name] as AttributeDefinition;
  const attributes = { ...draft.table.attributes, [name]: attribute };
  const used = new Set(
    Object.values<AttributeDefinition>(attributes).flatMap((one) =>
      one.template ? parseTemplate(one.template).variables : [],
    ),
  );
  const kept = Object.entries(attributes).filter(([other, one]) => !one.virtual || used.has(other));
  const table = { ...draft.table, attributes: Object.fromEntries(kept) };
  return withoutBadTemplates({
    table: { ...table, patterns: defaultPatterns({ ...table, patterns: [] }) },
    notes: {
      ...draft.notes,
      [`attributes.${name}`]: [question(`the template ${template} cannot be used: ${bad.message}`)],
    },
  });
}
