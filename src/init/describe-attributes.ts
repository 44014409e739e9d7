import type { AttributeDefinition } from '../dynamo/model/attribute-definition';
import type { TableDefinition } from '../dynamo/model/definition';
import { parseTemplate } from '../dynamo/model/key-template';
import type { Item } from '../dynamo/model/values';
import { question } from './draft';
import { type Facts, factsAbout, factsOf } from './facts';
import { type InferredAttribute, inferAttribute } from './infer-attribute';
import type { KeyTemplates } from './infer-templates';
import { optionNames } from './names';
import { nestedSecrets, type SecretTests } from './secrets';

/** What the descriptions of attributes are made from. */
export interface Described {
  /** Gives the types of key attributes, and the time to live. */
  readonly table: TableDefinition;
  readonly items: readonly Item[];
  readonly keys: readonly string[];
  readonly templates: KeyTemplates;
  /** Include only what applies to every entity of the table: keys, the time to live, and secrets. */
  readonly isShared: boolean;
  readonly secrets: SecretTests;
  /** Options that have another meaning. */
  readonly reserved: ReadonlySet<string>;
}

export type InferredAttributes = ReadonlyMap<string, InferredAttribute>;

/** Returns all attributes of a definition: its keys, then the variables of their templates, then everything else. */
export function describeAttributes(described: Described): InferredAttributes {
  const { table, items, isShared, secrets } = described;
  const option = optionNames(described.reserved);
  const facts = new Map(factsOf(items).map((one) => [one.name, one]));
  // A variable of a key gets the plain option `tenant` before the key that begins with it.
  const variables = variableAttributes(described, facts, option);
  const keys = keyAttributes(described, facts, option);
  const known = new Map([...keys, ...variables]);
  const others = [...facts.values()]
    .filter(({ name }) => !known.has(name))
    .map((one) => [one.name, infer(one, described)] as const)
    .filter(([name, { definition }]) => !isShared || definition.secret || name === table.ttl);
  const all = new Map([...known, ...others]);
  const { ttl } = table;
  if (ttl !== undefined && !all.has(ttl)) {
    const definition = { type: 'N', format: 'epoch-seconds' } as const;
    const seen = items.length === 0 ? '' : ', not in any of the items';
    all.set(ttl, { definition, notes: [`DynamoDB's time to live${seen}`] });
  }
  for (const [name, inside] of nestedSecrets(items, secrets)) {
    const notes = [question(`hidden, as it looks like a secret inside ${inside}`)];
    if (!all.has(name)) all.set(name, { definition: { type: 'S', secret: true }, notes });
  }
  return all;
}

function infer(facts: Facts, { items, table, secrets }: Described): InferredAttribute {
  return inferAttribute(facts, {
    total: items.length,
    type: table.attributes[facts.name]?.type,
    isTtl: facts.name === table.ttl,
    secrets,
  });
}

function keyAttributes(
  described: Described,
  facts: ReadonlyMap<string, Facts>,
  option: (name: string) => string,
): readonly (readonly [string, InferredAttribute])[] {
  return described.keys.map((name) => {
    const template = described.templates.templates.get(name);
    const doubt = described.templates.notes.get(name);
    if (template !== undefined) {
      const definition: AttributeDefinition = { type: 'S', option: option(name), template };
      const count = facts.get(name)?.count ?? 0;
      const { length: total } = described.items;
      // The key of an index that other items of the entity lack: the index does not contain them.
      const notes = [
        ...(count < total ? [question(`only ${count} of ${total} items have it`)] : []),
        ...(doubt === undefined ? [] : [question(doubt)]),
      ];
      return [name, { definition, notes }];
    }
    const { definition, notes } = infer(facts.get(name) ?? factsAbout(name, []), described);
    const duplicate = described.templates.duplicates.get(name);
    const all = [
      ...notes,
      ...(duplicate === undefined ? [] : [`the same as ${duplicate}`]),
      ...(doubt === undefined ? [] : [question(doubt)]),
    ];
    const constant = described.templates.constants.get(name);
    const isExample = constant !== undefined && !definition.secret && !definition.values;
    return [
      name,
      {
        definition: { ...definition, ...(isExample && { examples: [constant] }), option: option(name) },
        notes: all,
      },
    ];
  });
}

/** The variables of the templates. */
function variableAttributes(
  described: Described,
  facts: ReadonlyMap<string, Facts>,
  option: (name: string) => string,
): readonly (readonly [string, InferredAttribute])[] {
  const { templates, virtual } = described.templates;
  const names = new Set([...templates.values()].flatMap((template) => parseTemplate(template).variables));
  return [...names].map((name) => {
    const seen = virtual.get(name);
    if (!seen) {
      const { definition, notes } = infer(facts.get(name) ?? factsAbout(name, []), described);
      return [name, { definition: { ...definition, option: option(name) }, notes }];
    }
    const values = seen.map((S) => ({ S }));
    const { definition, notes } = inferAttribute(factsAbout(name, values), {
      total: values.length,
      secrets: described.secrets,
    });
    return [name, { definition: { ...definition, option: option(name), virtual: true }, notes }];
  });
}
