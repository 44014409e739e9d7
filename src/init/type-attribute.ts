import type { Item } from '../dynamo/model/values';
import { wordsIn } from './names';
import { groupBy, isSameSet, regularAttributes, textOf, textsOf } from './sample';

/** The attribute and value that identify an entity where its keys don't. */
export interface Discriminator {
  readonly attribute: string;
  readonly value: string;
}

/** With more different values than this, an attribute is not taken for the type of an entity. Key forms that agree allow more. */
const MAX_TYPES_ALONE = 12;
const MAX_TYPES = 24;

/** Names of attributes that hold the type of an entity, as words without separators: `entityType`, `_et`, `__edb_e__`. */
const NAMES =
  /^(?:entity|entityname|entitytype|type|typename|recordtype|rowtype|itemtype|objecttype|doctype|documenttype|datatype|modeltype|kind|et|en|edbe|model|modelname|class|classname|discriminator)$/;

function isTypeName(name: string): boolean {
  return NAMES.test(wordsIn(name).join(''));
}

/**
 * Returns the attribute that holds the type of each item: it is on every item, has few values, and agrees with the forms of the keys.
 * `byForm` are the items by the form of their key, or undefined when the keys are not composed of parts.
 */
export function typeAttributeOf(
  items: readonly Item[],
  key: readonly string[],
  byForm: ReadonlyMap<string, readonly Item[]> | undefined,
): string | undefined {
  const [first] = items;
  const names = Object.keys(first ?? {}).filter((name) => !key.includes(name));
  return [...names.filter(isTypeName), ...names.filter((name) => !isTypeName(name))].find((name) =>
    isType(name, items, key, byForm),
  );
}

function isType(
  name: string,
  items: readonly Item[],
  key: readonly string[],
  byForm: ReadonlyMap<string, readonly Item[]> | undefined,
): boolean {
  const texts = textsOf(items, name);
  const values = new Set(texts);
  if (texts.length < items.length || values.size < 2 || values.size > MAX_TYPES) return false;
  if (![...values].every(isName)) return false;
  const byValue = groupBy(items, (item) => textOf(item, name) ?? '');
  if (!isTypeName(name)) return byForm !== undefined && isOneToOne(byForm, name) && isRepeated(byForm);
  if (!byForm) return values.size <= MAX_TYPES_ALONE && haveOwnAttributes(byValue);
  // Items whose keys have the same form are of several types only if their attributes differ too.
  return [...byForm.values()].every((group) => {
    const within = groupBy(group, (item) => textOf(item, name) ?? '');
    return within.size === 1 || differ([...within.values()], [...key, name]);
  });
}

/** Whether a text can be a name: a word or two that begin with a letter. */
function isName(text: string): boolean {
  return /^[\p{L}_$#][\p{L}\d _.:#$-]{0,39}$/u.test(text);
}

/** Whether each form of key has one value of the attribute, and each value one form. */
function isOneToOne(byForm: ReadonlyMap<string, readonly Item[]>, name: string): boolean {
  const values = [...byForm.values()].map((group) => [...new Set(textsOf(group, name))]);
  return (
    values.length > 1 &&
    values.every((own) => own.length === 1) &&
    new Set(values.flat()).size === values.length
  );
}

/** Whether there are enough items of each form for an agreement not to be by chance. */
function isRepeated(byForm: ReadonlyMap<string, readonly Item[]>): boolean {
  return [...byForm.values()].every((group) => group.length >= 3);
}

/** Whether each group has a set of attributes of its own. */
function haveOwnAttributes(groups: ReadonlyMap<string, readonly Item[]>): boolean {
  const shapes = [...groups.values()].map((group) =>
    [...new Set(group.flatMap((item) => Object.keys(item)))].sort().join(),
  );
  return new Set(shapes).size === shapes.length;
}

/** Whether the regular attributes of each two groups differ. */
function differ(groups: readonly (readonly Item[])[], except: readonly string[]): boolean {
  const sets = groups.map((group) => regularAttributes(group, except));
  return sets.every((set, i) => sets.slice(i + 1).every((other) => !isSameSet(set, other)));
}

/** Returns the type that all items of a group have and no other item has. */
export function singleType(group: readonly Item[], all: readonly Item[]): Discriminator | undefined {
  const own = new Set(group);
  for (const attribute of Object.keys(group[0] ?? {}).filter(isTypeName)) {
    const [value, ...others] = new Set(textsOf(group, attribute));
    if (value === undefined || others.length > 0 || textsOf(group, attribute).length < group.length) continue;
    const strays = all.filter((item) => !own.has(item) && textOf(item, attribute) === value);
    if (strays.length === 0 && isName(value)) return { attribute, value };
  }
  return undefined;
}

/** Returns the field that holds the type of each entity, judging by the names of their fields. */
export function typeField(fields: readonly ReadonlySet<string>[]): string | undefined {
  const [first] = fields;
  return [...(first ?? [])].filter(isTypeName).find((name) => fields.every((own) => own.has(name)));
}
