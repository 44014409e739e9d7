import { attributeOf, type Item } from '../dynamo/model/values';
import { factsAbout } from './facts';
import { inferTime } from './infer-time';
import { kebab, wordsIn } from './names';

/** What stands in one place of a key, and the literal before it. */
export interface Place {
  readonly literal: string;
  readonly said: ReadonlyMap<Item, string>;
}

/** So many different values are not the same in two places by chance. */
const SURE = 5;

/** Of so many items at least, an attribute must say the same. */
const FITS = 0.95;

/** Finds names for the variables of templates, the same for what is the same in several keys. */
export class VariableNames {
  /** Those that are no attributes of the items, with the values that were seen. */
  readonly virtual = new Map<string, readonly string[]>();
  readonly #said = new Map<string, ReadonlyMap<Item, string>>();
  readonly #attributes: readonly string[];
  readonly #items: readonly Item[];
  readonly #reserved: ReadonlySet<string>;

  constructor(items: readonly Item[], keys: readonly string[], reserved: ReadonlySet<string>) {
    this.#items = items;
    this.#reserved = reserved;
    this.#attributes = [...new Set(items.flatMap((item) => Object.keys(item)))]
      .filter((name) => !keys.includes(name))
      .sort();
  }

  /** A name for what stands in each place of a key: the attribute that says the same, or else one made of the label before it. */
  namesOf(places: readonly Place[]): readonly string[] {
    let left: string | undefined;
    return places.map(({ literal, said }, i) => {
      const own = /([A-Za-z][A-Za-z_]*)[^A-Za-z]*$/.exec(literal)?.[1];
      const label = own ?? left;
      left = undefined;
      const found = this.attributeLike(said, label);
      if (found !== undefined) return found;
      // In `ORDER#2025-06-16#7` the label is that of the number behind the time.
      const next = places[i + 1];
      if (next && wordsIn(next.literal).length === 0 && isTime(said)) {
        left = label;
        return this.#virtual('time', said);
      }
      return this.#virtual(label ?? 'part', said);
    });
  }

  /** The attribute that says the same: one that is called like the label, or else any, if that can't be by chance. */
  attributeLike(said: ReadonlyMap<Item, string>, label?: string): string | undefined {
    const same = this.#attributes.filter((name) => saysTheSame(name, said));
    const last = label === undefined ? undefined : wordsIn(label).at(-1);
    const kin = same.find((name) => last !== undefined && wordsIn(name).includes(last));
    // A few values may be the same by chance, such as small numbers.
    return kin ?? (new Set(said.values()).size >= SURE ? same[0] : undefined);
  }

  #virtual(label: string, said: ReadonlyMap<Item, string>): string {
    // `order`, for one, means something else to every command.
    const free = this.#spelt(this.#reserved.has(kebab(label)) ? [...wordsIn(label), 'id'] : wordsIn(label));
    for (let number = 1; ; number++) {
      const name = number === 1 ? free : `${free}${number}`;
      const known = this.#said.get(name);
      if (known ? isSame(known, said) : !this.#items.some((item) => Object.hasOwn(item, name))) {
        this.#said.set(name, said);
        this.virtual.set(name, [...said.values()]);
        return name;
      }
    }
  }

  /** `orderId` or `order_id`, as the other attributes are spelt. */
  #spelt(words: readonly string[]): string {
    if (!this.#attributes.some((name) => /[a-z][A-Z]/.test(name))) return words.join('_');
    return words.map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
  }
}

function isTime(said: ReadonlyMap<Item, string>): boolean {
  const values = [...said.values()].map((S) => ({ S }));
  return inferTime(factsAbout('time', values)) !== undefined;
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
