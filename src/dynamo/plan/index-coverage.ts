import type { Condition } from '../model/condition';
import {
  type IndexDefinition,
  keyAttributes,
  type TableDefinition,
  templateVariables,
} from '../model/definition';
import { sizeOf, type TableSizes } from '../model/table-description';

/**
 * Returns the key attributes of an index that an item may lack although it meets all conditions. Such an item is not in the index. Key
 * attributes of the table exist on every item. A template says how an attribute is built, not that every item has it: only items with one
 * of the variables that the conditions require are taken to have the attribute.
 */
export function missableKeys(
  table: TableDefinition,
  index: IndexDefinition,
  conditions: readonly Condition[],
): readonly string[] {
  return notAlways(table, index, conditions).filter(
    (name) => !templateVariables(table, name).some((variable) => isRequired(variable, conditions)),
  );
}

/**
 * Returns the key attributes of an index that an item may lack if the conditions don't require them to exist. A variable of a template
 * only counts if it exists nowhere else: an item may have the other attributes that a key is built from and yet no key.
 */
export function unprovenKeys(
  table: TableDefinition,
  index: IndexDefinition,
  conditions: readonly Condition[],
): readonly string[] {
  return notAlways(table, index, conditions).filter(
    (name) =>
      !templateVariables(table, name).some(
        (variable) => table.attributes[variable]?.virtual && isRequired(variable, conditions),
      ),
  );
}

function notAlways(
  table: TableDefinition,
  index: IndexDefinition,
  conditions: readonly Condition[],
): readonly string[] {
  return keysNotRequired(table, index, conditions).filter((name) => !table.attributes[name]?.always);
}

/** Whether the conditions require a key attribute of an index that not every item has by its own key. */
export function requireKey(
  table: TableDefinition,
  index: IndexDefinition,
  conditions: readonly Condition[],
): boolean {
  return keysNotRequired(table, index, conditions).length < keysNotRequired(table, index, []).length;
}

function keysNotRequired(
  table: TableDefinition,
  index: IndexDefinition,
  conditions: readonly Condition[],
): readonly string[] {
  const own = table.keyIsAssumed ? [] : keyAttributes(table);
  return keyAttributes(index).filter((name) => !own.includes(name) && !isRequired(name, conditions));
}

function isRequired(name: string, conditions: readonly Condition[]): boolean {
  return conditions.some((condition) => condition.path[0] === name && requiresAttribute(condition));
}

/** Whether only items with the condition's attribute can meet it. */
function requiresAttribute(condition: Condition): boolean {
  if (condition.operator === 'any') return condition.any.every(requiresAttribute);
  if (condition.operator === 'not') return condition.not.operator === 'not_exists';
  return condition.operator !== 'not_exists' && condition.operator !== '!=';
}

/** Returns the number of items that an index leaves out, or undefined if DynamoDB has not counted them. */
export function itemsLeftOut(sizes: TableSizes, index: string): number | undefined {
  const { table } = sizes;
  const inIndex = sizeOf({ index }, sizes)?.items;
  // A table reported as empty is probably new and not counted yet. An index with more items than its table was counted at another time.
  if (!table || table.items === 0 || inIndex === undefined || inIndex > table.items) return undefined;
  return table.items - inIndex;
}
