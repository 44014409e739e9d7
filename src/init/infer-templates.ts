import { attributeOf, type Item } from '../dynamo/model/values';
import { factsAbout } from './facts';
import { keySeparator } from './infer-entities';
import { inferTime } from './infer-time';
import { isGenericKey } from './names';
import { textOf, textsOf } from './sample';
import { formOf, type Skeleton, SkeletonReader } from './skeleton';
import { VariableNames } from './variable-names';

/** How the keys of one entity are composed. */
export interface KeyTemplates {
  /** Notes by key attribute, for keys that have no template although they almost have one, or whose template is in doubt. */
  readonly notes: ReadonlyMap<string, string>;
  /** Templates by key attribute. */
  readonly templates: ReadonlyMap<string, string>;
  /** Variables that are not attributes of the items, with the values in the sample. */
  readonly virtual: ReadonlyMap<string, readonly string[]>;
  /** Maps a key attribute without a template to the attribute that has the same value. */
  readonly duplicates: ReadonlyMap<string, string>;
  /** Values by key attribute, for keys that have the same value in the whole sample, and may have others in the table. */
  readonly constants: ReadonlyMap<string, string>;
}

/** From this share on, it is worth a note that a template would fit almost all items. A template must fit all, as it decides what is found. */
const ALMOST_ALL = 0.9;

/**
 * Infers how key attributes are composed of other attributes and of variables found only in the keys. `reserved` are options that have
 * another meaning. `others` are the sampled items of other entities: what all keys of this entity have in common is a constant of the
 * template rather than the only value in the sample when theirs differ by it.
 */
export function inferTemplates(
  items: readonly Item[],
  keys: readonly string[],
  reserved: ReadonlySet<string>,
  others: readonly Item[] = [],
): KeyTemplates {
  const constants = new Map<string, string>();
  const templates = new Map<string, string>();
  const duplicates = new Map<string, string>();
  const notes = new Map<string, string>();
  const names = new VariableNames(items, keys, reserved);
  const separator = keySeparator(items, keys);
  for (const name of keys) {
    const { skeletons, total } = mainForm(items, name, separator, others);
    const [[, { literals }] = [undefined, { literals: [] as readonly string[] }]] = skeletons;
    if (total === 0) continue;
    if (skeletons.size < total) {
      const isAlmost = skeletons.size >= total * ALMOST_ALL && literals.some((literal) => /\w/.test(literal));
      if (isAlmost)
        notes.set(
          name,
          `only ${skeletons.size} of ${total} have the form ${literals.join('…')}, so it has no template`,
        );
      continue;
    }
    // A time is queried as a range, so it is not a template.
    if (inferTime(factsAbout(name, valuesOf(items, name)))) {
      const duplicate = names.attributeLike(textByItem(items, name));
      if (duplicate !== undefined) duplicates.set(name, duplicate);
      continue;
    }
    const hasLiteral = literals.some((literal) => literal !== '');
    if (hasLiteral && !isComposed(name, literals, separator)) continue;
    const [constant = '', ...rest] = literals;
    if (rest.length === 0 && textsOf(others, name).every((text) => text === constant)) {
      constants.set(name, constant);
      notes.set(name, `if it never has another value, add template: ${constant}`);
      continue;
    }
    const places = literals.slice(1).map((_, i) => ({
      literal: literals[i] ?? '',
      texts: new Map([...skeletons].map(([item, { values }]) => [item, values[i] ?? ''])),
    }));
    // A key that consists of a single value is a template only if another attribute has the same value.
    const variables: readonly (string | undefined)[] = hasLiteral
      ? names.namesOf(places)
      : places.map(({ texts }) => names.attributeLike(texts));
    if (variables.includes(undefined) || new Set(variables).size < variables.length) continue;
    const [start = ''] = literals;
    const isDoubtful = /[a-z]/.test(start) && textsOf(others, name).every((text) => text.startsWith(start));
    if (isDoubtful)
      notes.set(name, `check that every item has ${start} here, and not only those in the sample`);
    templates.set(
      name,
      literals.map((literal, i) => (i === 0 ? literal : `{${variables[i - 1]}}${literal}`)).join(''),
    );
  }
  return { templates, virtual: names.virtual, duplicates, constants, notes };
}

/**
 * Whether a key is composed of other attributes. A key named after its content (`user_id`) that only starts with a label (`user:1`) is
 * an identifier, and so are ARNs and addresses.
 */
function isComposed(name: string, literals: readonly string[], separator = ''): boolean {
  if (isGenericKey(name)) return true;
  const labels = literals.filter((literal) => /[A-Za-z]/.test(literal));
  return labels.length > 1 && separator !== ':' && separator !== '/';
}

function valuesOf(items: readonly Item[], name: string) {
  return items.flatMap((item) => attributeOf(item, name) ?? []);
}

function textByItem(items: readonly Item[], name: string): ReadonlyMap<Item, string> {
  return new Map(items.flatMap((item) => textsOf([item], name).map((text) => [item, text] as const)));
}

/** The skeletons of the values with the most common form, and the number of values of any form. */
function mainForm(
  items: readonly Item[],
  name: string,
  separator: string | undefined,
  others: readonly Item[],
): { readonly skeletons: ReadonlyMap<Item, Skeleton>; readonly total: number } {
  const reader = new SkeletonReader(textsOf(items, name), separator ?? '#', true, textsOf(others, name));
  const byForm = new Map<string, Map<Item, Skeleton>>();
  let total = 0;
  for (const item of items) {
    const text = textOf(item, name);
    if (text === undefined) continue;
    total++;
    const skeleton = reader.read(text);
    const known = byForm.get(formOf(skeleton)) ?? new Map<Item, Skeleton>();
    byForm.set(formOf(skeleton), known.set(item, skeleton));
  }
  const [best = new Map()] = [...byForm.values()].sort((a, b) => b.size - a.size);
  return { skeletons: best, total };
}
