import {
  type AttributeDefinition,
  keyAttributes,
  keySchemas,
  type TableDefinition,
} from '../dynamo/definition';
import type { Facts } from './facts';

/** As many columns as fit next to each other. */
const MOST = 8;

/** Text longer than this, on average, makes a poor column. */
const LONG = 48;

/** What a table of items shows first: what is in their keys, what tells how they are, when things happened, then the rest. */
export function chooseColumns(table: TableDefinition, facts: readonly Facts[]): readonly string[] {
  const keys = new Set([table, ...keySchemas(table).map(({ schema }) => schema)].flatMap(keyAttributes));
  const shown = facts.filter((one) => {
    const attribute = table.attributes[one.name];
    return attribute !== undefined && one.name !== table.ttl && isShown(attribute, one);
  });
  const rank = ({ name }: Facts): number => {
    const attribute = table.attributes[name];
    if (keys.has(name) || attribute?.option !== undefined) return 0;
    if (attribute?.values) return 1;
    return attribute?.format === undefined ? 3 : 2;
  };
  const best = shown
    .map((one, i) => ({ one, order: rank(one) * facts.length + i }))
    .sort((a, b) => a.order - b.order);
  return best.slice(0, MOST).map(({ one }) => one.name);
}

function isShown({ type, secret, template }: AttributeDefinition, { strings }: Facts): boolean {
  if (secret || template !== undefined || !['S', 'N', 'BOOL'].includes(type)) return false;
  const length = strings.reduce((sum, text) => sum + text.length, 0) / Math.max(1, strings.length);
  return length <= LONG;
}
