import type { TableDefinition } from '../dynamo/model/definition';
import type { AttributeValue, Item } from '../dynamo/model/values';
import { memoize } from '../memoize';
import { looksSecret } from './looks-secret';

/** What stands in the place of a secret. This very object: a stored text that reads the same is not marked as redacted. */
export const REDACTED: AttributeValue = { S: '[redacted]' };

/** Whether an attribute of this name, at any depth, must not be shown. */
export type SecretTest = (name: string) => boolean;

/** Which attributes of a table are secret. */
export interface Secrets {
  readonly isSecret: SecretTest;
  /** Whether an attribute is hidden only because its name looks like that of a secret. */
  readonly isSuspected: SecretTest;
  /** Whether any attribute could be secret, without which nothing has to be looked at. */
  readonly exist: boolean;
}

/** Everything may be shown. */
export const NO_SECRETS: Secrets = { isSecret: () => false, isSuspected: () => false, exist: false };

/** The attributes that a definition calls secret. */
export function declaredSecrets({ attributes }: Pick<TableDefinition, 'attributes'>): Secrets {
  const declared = Object.entries(attributes).filter(([, attribute]) => attribute.secret);
  const names = new Set(declared.flatMap(([name]) => [name, lastStep(name)]));
  return { isSecret: (name) => names.has(name), isSuspected: () => false, exist: names.size > 0 };
}

/**
 * The same for a table of which only the keys are described: what its definition calls secret, and every attribute that none of the
 * `known` definitions of a table by that name mentions and whose name looks like that of a secret.
 */
export function suspectedSecrets(
  table: Pick<TableDefinition, 'attributes'>,
  known: readonly Pick<TableDefinition, 'attributes'>[],
): Secrets {
  const declared = declaredSecrets(table);
  const mentioned = new Set(known.flatMap(({ attributes }) => Object.keys(attributes)));
  const isSuspected = memoize((name) => !mentioned.has(name) && looksSecret(name));
  return { isSecret: (name) => declared.isSecret(name) || isSuspected(name), isSuspected, exist: true };
}

/** A definition may name a nested secret by its path. */
function lastStep(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** Replaces every secret in items by {@link REDACTED}, and keeps the names of those that were only suspected. */
export class Redactor {
  readonly #secrets: Secrets;
  readonly #suspects = new Set<string>();

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  /** The items without their secrets; an item without any is the same object. */
  redact(items: readonly Item[]): readonly Item[] {
    const { isSecret, isSuspected, exist } = this.#secrets;
    if (!exist) return items;
    const note = (name: string) => {
      if (isSuspected(name)) this.#suspects.add(name);
    };
    return items.map((item) => redactItem(item, isSecret, note));
  }

  /** Names of attributes that were redacted because they look like secrets, in the order in which they turned up. */
  suspects(): readonly string[] {
    return [...this.#suspects];
  }
}

/** The item without its secrets, also those in maps and lists; the same object when it has none. */
export function redactItem(item: Item, isSecret: SecretTest, onSecret?: (name: string) => void): Item {
  let copy: [string, AttributeValue][] | undefined;
  for (const name in item) {
    const value = item[name] as AttributeValue;
    const secret = isSecret(name);
    if (secret) onSecret?.(name);
    const shown = secret ? REDACTED : redactValue(value, isSecret, onSecret);
    if (shown === value) continue;
    copy ??= Object.entries(item);
    const at = copy.findIndex((entry) => entry[0] === name);
    copy[at] = [name, shown];
  }
  // fromEntries defines even `__proto__` as an ordinary property.
  return copy ? Object.fromEntries(copy) : item;
}

/** The value without the secrets inside it; the same object when it has none. */
export function redactValue(
  value: AttributeValue,
  isSecret: SecretTest,
  onSecret?: (name: string) => void,
): AttributeValue {
  if ('M' in value) {
    const inner = redactItem(value.M, isSecret, onSecret);
    return inner === value.M ? value : { M: inner };
  }
  if ('L' in value) {
    const inner = value.L.map((element) => redactValue(element, isSecret, onSecret));
    return inner.some((element, i) => element !== value.L[i]) ? { L: inner } : value;
  }
  return value;
}

/** The item with every secret emptied, but of the same type, for whoever only asks what items are made of. */
export function emptySecrets(item: Item, isSecret: SecretTest): Item {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      isSecret(name) ? emptied(value) : withEmptySecrets(value, isSecret),
    ]),
  );
}

function withEmptySecrets(value: AttributeValue, isSecret: SecretTest): AttributeValue {
  if ('M' in value) return { M: emptySecrets(value.M, isSecret) };
  return 'L' in value ? { L: value.L.map((element) => withEmptySecrets(element, isSecret)) } : value;
}

function emptied(value: AttributeValue): AttributeValue {
  if ('M' in value) return { M: emptySecrets(value.M, () => true) };
  if ('L' in value) return { L: value.L.map(emptied) };
  if ('S' in value) return { S: '' };
  if ('N' in value) return { N: '0' };
  if ('B' in value) return { B: '' };
  if ('SS' in value) return { SS: [''] };
  if ('NS' in value) return { NS: ['0'] };
  return 'BS' in value ? { BS: [''] } : value;
}
