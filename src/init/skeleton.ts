/**
 * The fixed and variable parts of a key value: `TENANT#acme#STATUS#ok` consists of `TENANT#`, a value, `#STATUS#` and a value. There
 * is one more literal than there are values, and the first and last literals may be empty.
 */
export interface Skeleton {
  readonly literals: readonly string[];
  /** The value of each variable. */
  readonly values: readonly string[];
}

/** Separators between the parts of a key, the most common first. */
const SEPARATORS = ['#', '|', '::', '~', ':', '/'];

/** Returns the separator of these keys, or undefined when they are not composed of parts. */
export function separatorOf(keys: readonly string[]): string | undefined {
  const scores = SEPARATORS.map((separator) => ({
    separator,
    composed: keys.filter((key) => isComposed(key, separator)).length,
  })).sort((a, b) => b.composed - a.composed);
  const [best] = scores;
  return best && best.composed > 0 && best.composed >= keys.length * 0.2 ? best.separator : undefined;
}

/** Characters that also occur within words and values, and so only separate the first word of a key. */
const WEAK_SEPARATORS = ['_', '-', '.'];

/** Returns the weak separator of keys in which only the first word is separated (`USER_1`), or undefined. */
export function weakSeparatorOf(keys: readonly string[]): string | undefined {
  return WEAK_SEPARATORS.find((separator) => {
    const parts = keys
      .map((key) => splitAtFirst(key, separator))
      .filter(([label]) => /^[A-Za-z]+$/.test(label));
    const values = parts.flatMap(([, ...value]) => value);
    // A value that contains the separator, or begins with another label, may really be several parts.
    const isClear = values.every((value) =>
      separator === '_' ? !/^[A-Z]+_/.test(value) : !value.includes(separator),
    );
    return values.length > 0 && values.length >= keys.length * 0.2 && isClear;
  });
}

/** Splits a key at its first separator, unless that is at the start or end of the key. */
function splitAtFirst(key: string, separator: string): readonly [string, ...string[]] {
  const at = key.indexOf(separator);
  return at > 0 && at < key.length - 1 ? [key.slice(0, at), key.slice(at + 1)] : [key];
}

/** Whether a key begins with a word and a separator. Times have colons too, and paths slashes, but no word before them. */
function isComposed(key: string, separator: string): boolean {
  const at = key.indexOf(separator);
  return at > 0 && LABEL.test(key.slice(0, at)) && key.length > at + separator.length;
}

/** A label: a part that names the part after it. */
const LABEL = /^[A-Za-z][A-Za-z_]*$/;

/** Words in capitals are labels in any position, other words only when there are few of them. */
const CAPITALS = /^[A-Z][A-Z_]*$/;

/** Within one entity, a word that this share of the keys have is its label, and other words are exceptions. */
const MAIN_SHARE = 0.9;

/** With more different words than this in one position, the words are values. */
const MAX_LABELS = 12;

/**
 * Reads the skeletons of the keys of one attribute. It takes all of them to find out which words are labels. In a table with several
 * entities, different words in one position may be the labels of each. Within one entity (`isOneEntity`) they are values, and so is a single
 * lower-case word, as the sample may just hold only one tenant, unless the keys of other entities (`others`) differ by it.
 */
export class SkeletonReader {
  readonly #separator: string;
  readonly #isOneEntity: boolean;
  readonly #others: readonly (readonly string[])[];
  /** How often each word occurs in each position. The first word of a key is part of the position. */
  readonly #words = new Map<string, Map<string, number>>();

  constructor(
    keys: readonly string[],
    separator: string,
    isOneEntity = false,
    others: readonly string[] = [],
  ) {
    this.#separator = separator;
    this.#isOneEntity = isOneEntity;
    this.#others = others.map((key) => this.#partsOf(key));
    for (const key of keys) {
      const parts = this.#partsOf(key);
      for (const [i, part] of parts.entries()) {
        const place = this.#placeOf(parts, i);
        const words = this.#words.get(place) ?? new Map<string, number>();
        this.#words.set(place, words.set(part, (words.get(part) ?? 0) + 1));
      }
    }
  }

  /** Returns the skeleton of a key. Labels and values alternate; a part that is not a label where one is expected is a value. */
  read(key: string): Skeleton {
    const parts = this.#partsOf(key);
    if (this.#isWeak && parts.length > 1 && !this.#isLabel(parts, 0))
      return { literals: ['', ''], values: [key] };
    const literals = [''];
    const values: string[] = [];
    let labelExpected = true;
    for (const [i, part] of parts.entries()) {
      const before = i === 0 ? '' : this.#separator;
      const isFixed: boolean = part === '' || (labelExpected && this.#isLabel(parts, i));
      literals.push(`${literals.pop()}${before}${isFixed ? part : ''}`);
      if (!isFixed) {
        literals.push('');
        values.push(part);
      }
      labelExpected = !isFixed || part === '';
    }
    return { literals, values };
  }

  #partsOf(key: string): readonly string[] {
    return this.#isWeak ? splitAtFirst(key, this.#separator) : key.split(this.#separator);
  }

  /** Words are compared with those in the same position of keys that begin alike. */
  #placeOf(parts: readonly string[], index: number): string {
    return index === 0 ? '' : this.#isOneEntity ? String(index) : `${index} ${parts[0]}`;
  }

  /**
   * Whether a lower-case word is a label although all keys of the entity have it: it stands before a value in keys that begin with a
   * lower-case label too (`user#1#order#2`), or the keys of other entities have another word in its place.
   */
  #isCertain(parts: readonly string[], index: number): boolean {
    const [first = ''] = parts;
    if (index < parts.length - 1 && LABEL.test(first) && !CAPITALS.test(first)) return true;
    return this.#others.some((other) => {
      const beginsAlike = other[0] === first || (!LABEL.test(first) && !LABEL.test(other[0] ?? ''));
      return beginsAlike && other[index] !== undefined && other[index] !== parts[index];
    });
  }

  get #isWeak(): boolean {
    return WEAK_SEPARATORS.includes(this.#separator);
  }

  #isLabel(parts: readonly string[], index: number): boolean {
    const part = parts[index] ?? '';
    if (!LABEL.test(part)) return false;
    const words = this.#words.get(this.#placeOf(parts, index)) ?? new Map<string, number>();
    const total = [...words.values()].reduce((sum, count) => sum + count, 0);
    const isMain = total >= 10 && (words.get(part) ?? 0) >= total * MAIN_SHARE;
    if (this.#isOneEntity && words.size > 1 && !isMain) return false;
    if (CAPITALS.test(part)) return words.size <= MAX_LABELS || index === 0;
    // After the first part, a lower-case word is a label only if it is the only word in that position.
    if (index > 0)
      return words.size === 1 && total >= 3 && (!this.#isOneEntity || this.#isCertain(parts, index));
    return words.size <= MAX_LABELS && (total < 10 || words.size <= total / 3);
  }
}

/** Returns a text that is equal for skeletons of the same form. */
export function formOf({ literals }: Skeleton): string {
  return literals.join('{}');
}
