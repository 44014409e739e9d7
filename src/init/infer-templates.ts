import { attributeOf, type Item } from '../dynamo/model/values';
import { factsAbout } from './facts';
import { keySeparator, textsOf } from './infer-entities';
import { inferTime } from './infer-time';
import { isGenericKey } from './names';
import { formOf, type Skeleton, SkeletonReader } from './skeleton';
import { VariableNames } from './variable-names';

/** How the keys of one entity are composed. */
export interface KeyTemplates {
  /** Templates by key attribute. */
  readonly templates: ReadonlyMap<string, string>;
  /** Variables that are not attributes of the items, with the values in the sample. */
  readonly virtual: ReadonlyMap<string, readonly string[]>;
  /** Maps a key attribute without a template to the attribute that has the same value. */
  readonly duplicates: ReadonlyMap<string, string>;
}

/** The share of items that a template must fit. */
const MIN_SHARE = 0.95;

/**
 * Infers how key attributes are composed of other attributes and of variables found only in the keys. `reserved` are options that have
 * another meaning.
 */
export function inferTemplates(
  items: readonly Item[],
  keys: readonly string[],
  reserved: ReadonlySet<string>,
): KeyTemplates {
  const templates = new Map<string, string>();
  const duplicates = new Map<string, string>();
  const names = new VariableNames(items, keys, reserved);
  const separator = keySeparator(items, keys);
  for (const name of keys) {
    const skeletons = mainForm(items, name, separator);
    if (!skeletons) continue;
    // A time is queried as a range, so it is not a template.
    if (inferTime(factsAbout(name, valuesOf(items, name)))) {
      const duplicate = names.attributeLike(textByItem(items, name));
      if (duplicate !== undefined) duplicates.set(name, duplicate);
      continue;
    }
    const [[, { literals }] = [undefined, { literals: [] as readonly string[] }]] = skeletons;
    const hasLiteral = literals.some((literal) => literal !== '');
    if (hasLiteral && !isComposed(name, literals, separator)) continue;
    const places = literals.slice(1).map((_, i) => ({
      literal: literals[i] ?? '',
      texts: new Map([...skeletons].map(([item, { values }]) => [item, values[i] ?? ''])),
    }));
    // A key that consists of a single value is a template only if another attribute has the same value.
    const variables: readonly (string | undefined)[] = hasLiteral
      ? names.namesOf(places)
      : places.map(({ texts }) => names.attributeLike(texts));
    if (variables.includes(undefined) || new Set(variables).size < variables.length) continue;
    templates.set(
      name,
      literals.map((literal, i) => (i === 0 ? literal : `{${variables[i - 1]}}${literal}`)).join(''),
    );
  }
  return { templates, virtual: names.virtual, duplicates };
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

/** The skeletons of the values with the most common form, or undefined when too few items share a form. */
function mainForm(
  items: readonly Item[],
  name: string,
  separator = '#',
): ReadonlyMap<Item, Skeleton> | undefined {
  const reader = new SkeletonReader(textsOf(items, name), separator);
  const byForm = new Map<string, Map<Item, Skeleton>>();
  let total = 0;
  for (const item of items) {
    const value = attributeOf(item, name);
    if (!value || !('S' in value)) continue;
    total++;
    const skeleton = reader.read(value.S);
    const known = byForm.get(formOf(skeleton)) ?? new Map<Item, Skeleton>();
    byForm.set(formOf(skeleton), known.set(item, skeleton));
  }
  const [best] = [...byForm.values()].sort((a, b) => b.size - a.size);
  return best && best.size >= total * MIN_SHARE ? best : undefined;
}
