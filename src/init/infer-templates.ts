import { attributeOf, type Item } from '../dynamo/model/values';
import { factsAbout } from './facts';
import { keySeparator, textsOf } from './infer-entities';
import { inferTime } from './infer-time';
import { isGenericKey } from './names';
import { formOf, type Skeleton, SkeletonReader } from './skeleton';
import { VariableNames } from './variable-names';

/** How the keys of one kind of items are composed. */
export interface KeyTemplates {
  /** Templates by key attribute. */
  readonly templates: ReadonlyMap<string, string>;
  /** Variables that are no attributes of the items, with the values that were seen. */
  readonly virtual: ReadonlyMap<string, readonly string[]>;
  /** Attributes that say the same as a key that has no template, by that key. */
  readonly twins: ReadonlyMap<string, string>;
}

/** Of so many items at least, a template must fit all but a few. */
const FITS = 0.95;

/** Recognises how key attributes are composed of other attributes, and of what only they say. `reserved` are options that mean something else. */
export function inferTemplates(
  items: readonly Item[],
  keys: readonly string[],
  reserved: ReadonlySet<string>,
): KeyTemplates {
  const templates = new Map<string, string>();
  const twins = new Map<string, string>();
  const names = new VariableNames(items, keys, reserved);
  const separator = keySeparator(items, keys);
  for (const name of keys) {
    const skeletons = mainForm(items, name, separator);
    if (!skeletons) continue;
    // A time is a range to ask for, and no parts to put together.
    if (inferTime(factsAbout(name, valuesOf(items, name)))) {
      const twin = names.attributeLike(textByItem(items, name));
      if (twin !== undefined) twins.set(name, twin);
      continue;
    }
    const [[, { literals }] = [undefined, { literals: [] as readonly string[] }]] = skeletons;
    const hasLiteral = literals.some((literal) => literal !== '');
    if (hasLiteral && !isComposed(name, literals, separator)) continue;
    const places = literals.slice(1).map((_, i) => ({
      literal: literals[i] ?? '',
      said: new Map([...skeletons].map(([item, { values }]) => [item, values[i] ?? ''])),
    }));
    // A key that is nothing but one value is a template only if that value is an attribute by another name.
    const variables: readonly (string | undefined)[] = hasLiteral
      ? names.namesOf(places)
      : places.map(({ said }) => names.attributeLike(said));
    if (variables.includes(undefined) || new Set(variables).size < variables.length) continue;
    templates.set(
      name,
      literals.map((literal, i) => (i === 0 ? literal : `{${variables[i - 1]}}${literal}`)).join(''),
    );
  }
  return { templates, virtual: names.virtual, twins };
}

/**
 * Whether a key is put together for the sake of the table. One that is called after what it holds (`user_id`) and only begins with a
 * label (`user:1`) is an identifier, and so are ARNs and addresses.
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

/** The skeletons of the values that most items have there, or undefined where they have no form in common. */
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
  return best && best.size >= total * FITS ? best : undefined;
}
