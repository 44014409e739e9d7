import { attributeOf, type Item } from '../dynamo/values';
import { factsAbout } from './facts';
import { textsOf } from './infer-entities';
import { inferTime } from './infer-time';
import { wordsIn } from './names';
import { formOf, type Skeleton, SkeletonReader, separatorOf } from './skeleton';

/** How the keys of one kind of items are composed. */
export interface KeyTemplates {
  /** Templates by key attribute. */
  readonly templates: ReadonlyMap<string, string>;
  /** Variables that are no attributes of the items, with the values that were seen. */
  readonly virtual: ReadonlyMap<string, readonly string[]>;
}

/** So many different values are not the same in two places by chance. */
const SURE = 5;

/** Of so many items at least, a template must fit all but a few. */
const FITS = 0.95;

/** Recognises how key attributes are composed of other attributes, and of what only they say. */
export function inferTemplates(items: readonly Item[], keys: readonly string[]): KeyTemplates {
  const templates = new Map<string, string>();
  const naming = new Naming(items, keys);
  const separator = separatorOf(keys.flatMap((name) => textsOf(items, name)));
  for (const name of keys) {
    const skeletons = mainForm(items, name, separator);
    // A time is a range to ask for, and no parts to put together.
    if (!skeletons || inferTime(factsAbout(name, valuesOf(items, name)))) continue;
    const [[, { literals }] = [undefined, { literals: [] as readonly string[] }]] = skeletons;
    const hasLiteral = literals.some((literal) => literal !== '');
    if (hasLiteral && !isComposed(name, literals, separator)) continue;
    const variables = literals.slice(1).map((_, i) => {
      const said = new Map([...skeletons].map(([item, { values }]) => [item, values[i] ?? '']));
      return naming.nameOf(said, literals[i] ?? '', hasLiteral ? undefined : name);
    });
    // A key that is nothing but one value is a template only if that value is an attribute by another name.
    if (variables.includes(undefined) || new Set(variables).size < variables.length) continue;
    templates.set(
      name,
      literals.map((literal, i) => (i === 0 ? literal : `{${variables[i - 1]}}${literal}`)).join(''),
    );
  }
  return { templates, virtual: naming.virtual };
}

/**
 * Whether a key is put together for the sake of the table. One that is called after what it holds (`user_id`) and only begins with a
 * label (`user:1`) is an identifier, and so are ARNs and addresses.
 */
function isComposed(name: string, literals: readonly string[], separator = ''): boolean {
  if (GENERIC.test(wordsIn(name).join(''))) return true;
  const labels = literals.filter((literal) => /[A-Za-z]/.test(literal));
  return labels.length > 1 && separator !== ':' && separator !== '/';
}

const GENERIC =
  /^(?:(?:gsi|lsi|gs|ls|index)?\d*(?:pk|sk|hash|range|partition|sort|partitionkey|sortkey|hashkey|rangekey)\d*|key\d*|data)$/;

function valuesOf(items: readonly Item[], name: string) {
  return items.flatMap((item) => attributeOf(item, name) ?? []);
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

/** Finds names for the variables of templates, the same for what is the same in several keys. */
class Naming {
  readonly virtual = new Map<string, readonly string[]>();
  readonly #said = new Map<string, ReadonlyMap<Item, string>>();
  readonly #attributes: readonly string[];
  readonly #items: readonly Item[];

  constructor(items: readonly Item[], keys: readonly string[]) {
    this.#items = items;
    this.#attributes = [...new Set(items.flatMap((item) => Object.keys(item)))]
      .filter((name) => !keys.includes(name))
      .sort();
  }

  /**
   * The attribute that says the same, or else a virtual one, called after the label before it. `alone` is the key attribute that has
   * no label at all, for which there must be an attribute.
   */
  nameOf(said: ReadonlyMap<Item, string>, literal: string, alone: string | undefined): string | undefined {
    const label = wordsIn(literal).at(-1);
    const distinct = new Set(said.values()).size;
    const same = this.#attributes.filter((name) => saysTheSame(name, said));
    const kin = same.find((name) => label !== undefined && wordsIn(name).includes(label));
    // A few values may be the same by chance, such as small numbers.
    const found = kin ?? (distinct >= SURE ? same[0] : undefined);
    if (found !== undefined || alone !== undefined) return found;
    return this.#virtual(label ?? 'part', said);
  }

  #virtual(label: string, said: ReadonlyMap<Item, string>): string {
    for (let number = 1; ; number++) {
      const name = number === 1 ? label : `${label}${number}`;
      const known = this.#said.get(name);
      if (known ? isSame(known, said) : !this.#items.some((item) => Object.hasOwn(item, name))) {
        this.#said.set(name, said);
        this.virtual.set(name, [...said.values()]);
        return name;
      }
    }
  }
}

/** Whether an attribute has, in almost every item, the text that stands in its key. */
function saysTheSame(name: string, said: ReadonlyMap<Item, string>): boolean {
  let same = 0;
  for (const [item, text] of said) {
    const value = attributeOf(item, name);
    if (value && (('S' in value && value.S === text) || ('N' in value && value.N === text))) same++;
  }
  return same >= said.size * FITS;
}

function isSame(a: ReadonlyMap<Item, string>, b: ReadonlyMap<Item, string>): boolean {
  return [...b].every(([item, text]) => !a.has(item) || a.get(item) === text);
}
