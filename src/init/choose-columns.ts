import {
  type AttributeDefinition,
  keyAttributes,
  keySchemas,
  type TableDefinition,
} from '../dynamo/model/definition';
import { parseTemplate } from '../dynamo/model/key-template';
import type { Facts } from './facts';
import { isConstant } from './infer-values';

/** As many columns as fit next to each other. */
const MOST = 8;

/** Text longer than this, on average, makes a poor column. */
const LONG = 48;

/**
 * What a table of items shows first: what is in their keys, what tells how they are, when things happened, then the rest. `twins`
 * are attributes that say the same as a key.
 */
export function chooseColumns(
  table: TableDefinition,
  facts: readonly Facts[],
  twins: ReadonlyMap<string, string>,
): readonly string[] {
  const keys = keyColumns(table, twins);
  // What tells items apart is shown whatever it looks like.
  const own = new Set(keyAttributes(table));
  const others = new Set(keySchemas(table).flatMap(({ schema }) => keyAttributes(schema)));
  const shown = facts.filter((one) => {
    const attribute = table.attributes[one.name];
    if (attribute === undefined || attribute.secret) return false;
    if (own.has(one.name)) return keys.includes(one.name);
    if (one.name === table.ttl || !fits(attribute, one)) return false;
    return keys.includes(one.name) || !(others.has(one.name) || isConstant(one));
  });
  const rank = (one: Facts): number => {
    const place = keys.indexOf(one.name);
    if (place >= 0) return place - keys.length;
    const attribute = table.attributes[one.name];
    if (attribute?.values) return 1;
    return attribute?.format === undefined ? 3 : 2;
  };
  return [...shown]
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, MOST)
    .map(({ name }) => name);
}

/** Columns where no items are known: what the keys say, then whatever fits into a column, in its order. */
export function declaredColumns(table: TableDefinition): readonly string[] {
  const plain = Object.keys(table.attributes).filter((name) => {
    const { secret, template, virtual, type = 'S' } = table.attributes[name] ?? {};
    return !secret && !virtual && template === undefined && ['S', 'N', 'BOOL'].includes(type);
  });
  const keys = keyColumns(table, new Map()).filter((name) => !table.attributes[name]?.secret);
  return [...new Set([...keys, ...plain])].slice(0, MOST);
}

/** What the keys say, in their order: the attributes that they are made of, or themselves where those stand nowhere else. */
function keyColumns(table: TableDefinition, twins: ReadonlyMap<string, string>): readonly string[] {
  const names = keySchemas(table).flatMap(({ schema }) => keyAttributes(schema));
  const columns = names.flatMap((name) => {
    const twin = twins.get(name);
    if (twin !== undefined) return [twin];
    const template = table.attributes[name]?.template;
    if (template === undefined) return [name];
    const { variables } = parseTemplate(template);
    return variables.some((variable) => table.attributes[variable]?.virtual) ? [name] : variables;
  });
  return [...new Set(columns)];
}

function fits({ type }: AttributeDefinition, { strings }: Facts): boolean {
  if (!['S', 'N', 'BOOL'].includes(type)) return false;
  const length = strings.reduce((sum, text) => sum + text.length, 0) / Math.max(1, strings.length);
  return length <= LONG;
}
