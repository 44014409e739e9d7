import type { TableDefinition } from '../dynamo/model/definition';
import { entityFilter } from '../dynamo/model/entity-filter';
import { matches } from '../dynamo/model/matches';
import type { Item } from '../dynamo/model/values';
import { textOf } from './sample';
import type { Discriminator } from './type-attribute';

/** Returns the items that the questions of a definition can find: those that its key templates and its discriminator let through. */
export function foundBy(
  table: TableDefinition,
  discriminator: Discriminator | undefined,
  items: readonly Item[],
): readonly Item[] {
  const filter = entityFilter(table);
  return items.filter((item) => {
    const isOfType = !discriminator || textOf(item, discriminator.attribute) === discriminator.value;
    return isOfType && filter.every((condition) => matches(condition, item));
  });
}

/**
 * Whether the questions of a definition would also find items whose keys have these templates, judging by the texts that the templates
 * begin with.
 */
export function findsKeysOf(table: TableDefinition, templates: ReadonlyMap<string, string>): boolean {
  return entityFilter(table).every((condition) => {
    if (!('value' in condition) || !('S' in condition.value)) return true;
    const { S: text } = condition.value;
    const template = templates.get(String(condition.path[0])) ?? '{value}';
    const [literal = ''] = template.split('{');
    return condition.operator === '=' ? template === text : literal.startsWith(text);
  });
}
