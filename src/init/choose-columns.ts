import type { AttributeDefinition } from '../dynamo/model/attribute-definition';
import { keyAttributes, keySchemas, type TableDefinition } from '../dynamo/model/definition';
import { parseTemplate } from '../dynamo/model/key-template';
import type { Facts } from './facts';
import { isConstant } from './infer-values';

/** As many columns as usually fit side by side. */
const MAX_COLUMNS = 8;

/** Text that is longer than this on average, in characters, makes a poor column. */
const MAX_LENGTH = 48;

/**
 * Returns the columns of a table of items in order: the variables of their keys, enumerated values such as a status, times, then the
 * rest. `duplicates` maps a key attribute to the attribute with the same value.
 */
export function chooseColumns(
  table: TableDefinition,
  facts: readonly Facts[],
  duplicates: ReadonlyMap<string, string>,
): readonly string[] {
  const keys = keyColumns(table, duplicates);
  // The table's own key is shown whatever its values look like, as it identifies the items.
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
    .slice(0, MAX_COLUMNS)
    .map(({ name }) => name);
}

/** Returns the columns when there is no sample of items: the variables of the keys, then other attributes of simple types. */
export function declaredColumns(table: TableDefinition): readonly string[] {
  const plain = Object.keys(table.attributes).filter((name) => {
    const { secret, template, virtual, type = 'S' } = table.attributes[name] ?? {};
    return !secret && !virtual && template === undefined && ['S', 'N', 'BOOL'].includes(type);
  });
  const keys = keyColumns(table, new Map()).filter((name) => !table.attributes[name]?.secret);
  return [...new Set([...keys, ...plain])].slice(0, MAX_COLUMNS);
}

/** The attributes that the keys are composed of, in order, or the key itself when a variable of its template is not an attribute. */
function keyColumns(table: TableDefinition, duplicates: ReadonlyMap<string, string>): readonly string[] {
  const names = keySchemas(table).flatMap(({ schema }) => keyAttributes(schema));
  const columns = names.flatMap((name) => {
    const duplicate = duplicates.get(name);
    if (duplicate !== undefined) return [duplicate];
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
  return length <= MAX_LENGTH;
}
