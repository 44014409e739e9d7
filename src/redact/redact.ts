import type { TableDefinition } from '../dynamo/model/definition';
import type { AttributeValue, Item } from '../dynamo/model/values';
import { memoize } from '../memoize';
import { looksSecret } from './looks-secret';

/** Replaces a secret. Compared by identity, as an item may contain the same text. */
export const REDACTED: AttributeValue = { S: '[redacted]' };

/** Whether an attribute with this name, at any depth, must be redacted. */
export type SecretTest = (name: string) => boolean;

/** The secret attributes of a table. */
export interface Secrets {
  readonly isSecret: SecretTest;
  /** Whether an attribute is secret only because its name looks like that of a secret. */
  readonly isSuspected: SecretTest;
  /** Whether any attribute could be secret. If not, items need not be searched. */
  readonly hasAny: boolean;
}

/** No attribute is secret. */
export const NO_SECRETS: Secrets = { isSecret: () => false, isSuspected: () => false, hasAny: false };

/** Returns the attributes that a definition declares as secret. */
export function declaredSecrets({ attributes }: Pick<TableDefinition, 'attributes'>): Secrets {
  const declared = Object.entries(attributes).filter(([, attribute]) => attribute.secret);
  const names = new Set(declared.flatMap(([name]) => [name, lastStep(name)]));
  return { isSecret: (name) => names.has(name), isSuspected: () => false, hasAny: names.size > 0 };
}

/**
 * Returns the secrets of a table that is read by its name: the attributes that one of the `known` definitions of the table declares as
 * secret, and those that none of them declares but whose name looks like that of a secret.
 */
export function suspectedSecrets(known: readonly Pick<TableDefinition, 'attributes'>[]): Secrets {
  const declared = known.map(declaredSecrets);
  const declaredNames = new Set(known.flatMap(({ attributes }) => Object.keys(attributes)));
  const isSuspected = memoize((name) => !declaredNames.has(name) && looksSecret(name));
  const isSecret = (name: string) => declared.some((one) => one.isSecret(name)) || isSuspected(name);
  return { isSecret, isSuspected, hasAny: true };
}

/** Returns the last step of a path, as a definition may name a nested secret by its path. */
function lastStep(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** Replaces every secret in items with {@link REDACTED}, and collects the names of suspected secrets. */
export class Redactor {
  readonly #secrets: Secrets;
  readonly #suspects = new Set<string>();

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  /** Redacts the secrets in items. Returns the same object for an item without secrets. */
  redact(items: readonly Item[]): readonly Item[] {
    const { isSecret, isSuspected, hasAny } = this.#secrets;
    if (!hasAny) return items;
    const note = (name: string) => {
      if (isSuspected(name)) this.#suspects.add(name);
    };
    return items.map((item) => redactItem(item, isSecret, note));
  }

  /** Returns the names of attributes redacted because they look like secrets, in order of appearance. */
  suspects(): readonly string[] {
    return [...this.#suspects];
  }
}

/** Redacts the secrets in an item, including those in maps and lists. Returns the same object if it has none. */
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

/** Redacts the secrets inside a value. Returns the same object if it has none. */
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

/** Replaces every secret with an empty value of the same type, to infer the structure of items. */
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
