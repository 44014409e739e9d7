import { attributeOf, type Item } from '../dynamo/model/values';
import { factsAbout } from './facts';
import { inferTime } from './infer-time';
import { kebab, wordsIn } from './names';

/** One variable of a key: its text in each item, and the literal before it. */
export interface Place {
  readonly literal: string;
  readonly texts: ReadonlyMap<Item, string>;
}

/** With at least this many different values, two attributes that agree do not do so by chance. */
const MIN_DISTINCT = 5;

/** Finds names for the variables of templates. A variable that occurs in several keys gets the same name in all of them. */
export class VariableNames {
  /** Variables that are not attributes of the items, with the values in the sample. */
  readonly virtual = new Map<string, readonly string[]>();
  readonly #texts = new Map<string, ReadonlyMap<Item, string>>();
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

  /** Returns a name for each variable of a key: the attribute with the same value, or else a name made from the label before it. */
  namesOf(places: readonly Place[]): readonly string[] {
    let carried: string | undefined;
    return places.map(({ literal, texts }, i) => {
      const own = /([A-Za-z][A-Za-z_]*)[^A-Za-z]*$/.exec(literal)?.[1];
      const label = own ?? carried;
      carried = undefined;
      const found = this.attributeLike(texts, label);
      if (found !== undefined) return found;
      // In `ORDER#2025-06-16#7` the label belongs to the number after the time.
      const next = places[i + 1];
      if (next && wordsIn(next.literal).length === 0 && isTime(texts)) {
        carried = label;
        return this.#virtual('time', texts);
      }
      return this.#virtual(label ?? 'part', texts);
    });
  }

  /** Returns the attribute with the same value: one whose name contains the label, or else any, if that can't be by chance. */
  attributeLike(texts: ReadonlyMap<Item, string>, label?: string): string | undefined {
    const same = this.#attributes.filter((name) => hasSameText(name, texts));
    const last = label === undefined ? undefined : wordsIn(label).at(-1);
    const related = same.find((name) => last !== undefined && wordsIn(name).includes(last));
    // A few values, such as small numbers, may agree by chance.
    return related ?? (new Set(texts.values()).size >= MIN_DISTINCT ? same[0] : undefined);
  }

  #virtual(label: string, texts: ReadonlyMap<Item, string>): string {
    // `order`, for example, has another meaning for every command.
    const free = this.#spelled(this.#reserved.has(kebab(label)) ? [...wordsIn(label), 'id'] : wordsIn(label));
    for (let number = 1; ; number++) {
      const name = number === 1 ? free : `${free}${number}`;
      const known = this.#texts.get(name);
      if (known ? isSame(known, texts) : !this.#items.some((item) => Object.hasOwn(item, name))) {
        this.#texts.set(name, texts);
        this.virtual.set(name, [...texts.values()]);
        return name;
      }
    }
  }

  /** Joins words as `orderId` or `order_id`, in the style of the other attributes. */
  #spelled(words: readonly string[]): string {
    if (!this.#attributes.some((name) => /[a-z][A-Z]/.test(name))) return words.join('_');
    return words.map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
  }
}

function isTime(texts: ReadonlyMap<Item, string>): boolean {
  const values = [...texts.values()].map((S) => ({ S }));
  return inferTime(factsAbout('time', values)) !== undefined;
}

/** Whether an attribute has the variable's text in every item. A question about the attribute will build the key from it. */
function hasSameText(name: string, texts: ReadonlyMap<Item, string>): boolean {
  return [...texts].every(([item, text]) => {
    const value = attributeOf(item, name);
    return value && (('S' in value && value.S === text) || ('N' in value && value.N === text));
  });
}

function isSame(a: ReadonlyMap<Item, string>, b: ReadonlyMap<Item, string>): boolean {
  return [...b].every(([item, text]) => !a.has(item) || a.get(item) === text);
}
