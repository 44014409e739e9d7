import type { TableDefinition } from '../dynamo/model/definition';
import type { AttributeValue, Item } from '../dynamo/model/values';
import { remembered } from '../memoize';

/** What stands in the place of a secret. This very object: a stored text that reads the same is not marked as redacted. */
export const REDACTED: AttributeValue = { S: '[redacted]' };

/** Whether an attribute of this name, at any depth, must not be shown. */
export type SecretTest = (name: string) => boolean;

/**
 * The secrets of a table: the attributes that its definition calls secret, and those that `extraSecret` says when it is asked
 * about a name that turns up.
 */
export function secretTest(table: TableDefinition, extraSecret?: SecretTest): SecretTest {
  const declared = Object.entries(table.attributes).filter(([, attribute]) => attribute.secret);
  const secrets = new Set(declared.flatMap(([name]) => [name, lastStep(name)]));
  return remembered((name) => secrets.has(name) || (extraSecret?.(name) ?? false));
}

/** A definition may name a nested secret by its path. */
function lastStep(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/**
 * A function that replaces every secret attribute of an item by {@link REDACTED}, inside maps and lists too. An item
 * without any comes back as the same object.
 */
export function redactor(table: TableDefinition, extraSecret?: SecretTest): (item: Item) => Item {
  const isSecret = secretTest(table, extraSecret);
  const hasSecrets = extraSecret || Object.values(table.attributes).some((attribute) => attribute.secret);
  return hasSecrets ? (item) => redactItem(item, isSecret) : (item) => item;
}

/** The item without its secrets; the same object when it has none. */
export function redactItem(item: Item, isSecret: SecretTest): Item {
  let copy: [string, AttributeValue][] | undefined;
  for (const name in item) {
    const value = item[name] as AttributeValue;
    const shown = isSecret(name) ? REDACTED : redactValue(value, isSecret);
    if (shown === value) continue;
    copy ??= Object.entries(item);
    const at = copy.findIndex((entry) => entry[0] === name);
    copy[at] = [name, shown];
  }
  // fromEntries defines even `__proto__` as an ordinary property.
  return copy ? Object.fromEntries(copy) : item;
}

/** The value without the secrets inside it; the same object when it has none. */
export function redactValue(value: AttributeValue, isSecret: SecretTest): AttributeValue {
  if ('M' in value) {
    const inner = redactItem(value.M, isSecret);
    return inner === value.M ? value : { M: inner };
  }
  if ('L' in value) {
    const inner = value.L.map((element) => redactValue(element, isSecret));
    return inner.some((element, i) => element !== value.L[i]) ? { L: inner } : value;
  }
  return value;
}
