import type { TableDefinition } from '../dynamo/model/definition';
import { type Path, parsePath } from '../dynamo/model/path';
import type { AttributeValue, Item } from '../dynamo/model/values';
import { memoize } from '../memoize';
import { looksSecret } from './looks-secret';

/** Replaces a secret. Compared by identity, as an item may contain the same text. */
export const REDACTED: AttributeValue = { S: '[redacted]' };

/**
 * Whether the attribute `name` must be redacted. `within` is the path of the map that it is in, with a dot at its end; absent for
 * an attribute of the item itself.
 */
export type SecretTest = (name: string, within?: string) => boolean;

/** The secret attributes of a table. */
export interface Secrets {
  readonly isSecret: SecretTest;
  /** Whether a secret attribute is one only because its name looks like that of a secret. */
  readonly isSuspected: (name: string) => boolean;
  /** Whether any attribute could be secret. If not, items need not be searched. */
  readonly hasAny: boolean;
}

/** No attribute is secret. */
export const NO_SECRETS: Secrets = { isSecret: () => false, isSuspected: () => false, hasAny: false };

type Attributes = Pick<TableDefinition, 'attributes'>;

/**
 * Returns the secrets of a table: the attributes that one of its definitions or of `others` declares as secret, and those whose names look
 * like secrets, at any depth. `secret: false` in one of its definitions says that an attribute only looks like a secret. It applies to that
 * attribute alone, not to one of the same name in a map.
 */
export function secretsOf(definitions: readonly Attributes[], others: readonly Attributes[] = []): Secrets {
  const declared = new Set(
    [...definitions, ...others]
      .flatMap((definition) => namesWith(definition, true))
      .flatMap((name) => [name, lastStep(name)]),
  );
  const open = new Set(definitions.flatMap((definition) => namesWith(definition, false)).map(placeOf));
  const isHidden = memoize((name) => declared.has(name) || looksSecret(name));
  return {
    isSecret: (name, within = '') => isHidden(name) && (declared.has(name) || !open.has(within + name)),
    isSuspected: (name) => !declared.has(name),
    hasAny: true,
  };
}

function namesWith({ attributes }: Attributes, secret: boolean): readonly string[] {
  return Object.keys(attributes).filter((name) => attributes[name]?.secret === secret);
}

/** Returns the last step of a path, as a definition may name a nested secret by its path. */
function lastStep(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** Returns the names of a path without quotes and without positions in lists. */
function placeOf(path: string): string {
  return (parsePath(path) ?? [path]).filter((step) => typeof step === 'string').join('.');
}

/** Returns the path of the attributes in a map, for a {@link SecretTest}. Positions in lists are not part of it. */
function pathInside(path: Path): string {
  return path.map((step) => (typeof step === 'string' ? `${step}.` : '')).join('');
}

/** Whether any step of a path is a secret attribute. */
export function isSecretPath(path: Path, isSecret: SecretTest): boolean {
  return path.some((step, i) => typeof step === 'string' && isSecret(step, pathInside(path.slice(0, i))));
}

/** The maximum number of suspects to remember. */
const MAX_SUSPECTS = 100;

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
      if (this.#suspects.size < MAX_SUSPECTS && isSuspected(name)) this.#suspects.add(name);
    };
    return items.map((item) => redactItem(item, isSecret, note));
  }

  /** Returns the names of attributes redacted because they look like secrets, in order of appearance. */
  suspects(): readonly string[] {
    return [...this.#suspects];
  }
}

type SecretListener = (name: string) => void;

/**
 * Redacts the secrets in an item, including those in maps and lists. Returns the same object if it has none. `within` is the path of the
 * item if it is a map in another one.
 */
export function redactItem(item: Item, isSecret: SecretTest, onSecret?: SecretListener, within = ''): Item {
  let copy: [string, AttributeValue][] | undefined;
  for (const name in item) {
    const value = item[name] as AttributeValue;
    const secret = isSecret(name, within);
    if (secret) onSecret?.(name);
    const shown = secret ? REDACTED : redactInside(value, isSecret, onSecret, within, name);
    if (shown === value) continue;
    copy ??= Object.entries(item);
    const at = copy.findIndex((entry) => entry[0] === name);
    copy[at] = [name, shown];
  }
  // fromEntries defines even `__proto__` as an ordinary property.
  return copy ? Object.fromEntries(copy) : item;
}

/** Redacts the secrets inside a value at a path. Returns the same object if it has none. */
export function redactValue(value: AttributeValue, isSecret: SecretTest, path: Path): AttributeValue {
  return redactNested(value, isSecret, undefined, pathInside(path));
}

/** Builds the path of a nested value only if there is one, as most values are not nested. */
function redactInside(
  value: AttributeValue,
  isSecret: SecretTest,
  onSecret: SecretListener | undefined,
  within: string,
  name: string,
): AttributeValue {
  return 'M' in value || 'L' in value ? redactNested(value, isSecret, onSecret, `${within}${name}.`) : value;
}

function redactNested(
  value: AttributeValue,
  isSecret: SecretTest,
  onSecret: SecretListener | undefined,
  within: string,
): AttributeValue {
  if ('M' in value) {
    const inner = redactItem(value.M, isSecret, onSecret, within);
    return inner === value.M ? value : { M: inner };
  }
  if ('L' in value) {
    const inner = value.L.map((element) => redactNested(element, isSecret, onSecret, within));
    return inner.some((element, i) => element !== value.L[i]) ? { L: inner } : value;
  }
  return value;
}

/** Replaces every secret with an empty value of the same type, to infer the structure of items. */
export function emptySecrets(item: Item, isSecret: SecretTest, within = ''): Item {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      isSecret(name, within) ? emptied(value) : withEmptySecrets(value, isSecret, `${within}${name}.`),
    ]),
  );
}

function withEmptySecrets(value: AttributeValue, isSecret: SecretTest, within: string): AttributeValue {
  if ('M' in value) return { M: emptySecrets(value.M, isSecret, within) };
  return 'L' in value ? { L: value.L.map((element) => withEmptySecrets(element, isSecret, within)) } : value;
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
