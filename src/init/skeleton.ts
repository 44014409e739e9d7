/**
 * What is fixed in a key value, and what varies: `TENANT#acme#STATUS#ok` is made of `TENANT#`, something, `#STATUS#`, something. There
 * is one literal more than there are variables, and the first or last may be empty.
 */
export interface Skeleton {
  readonly literals: readonly string[];
  /** What stands in the place of each variable. */
  readonly values: readonly string[];
}

/** What sets the parts of a key apart, the most usual first. */
const SEPARATORS = ['#', '|', '::', '~', ':', '/'];

/** The separator of keys such as these, or undefined where they are not composed of parts. */
export function separatorOf(keys: readonly string[]): string | undefined {
  const scores = SEPARATORS.map((separator) => ({
    separator,
    composed: keys.filter((key) => isComposed(key, separator)).length,
  })).sort((a, b) => b.composed - a.composed);
  const [best] = scores;
  return best && best.composed > 0 && best.composed >= keys.length * 0.2 ? best.separator : undefined;
}

/** What is as often a part of words and values, and so sets apart only the first word of a key. */
const WEAK_SEPARATORS = ['_', '-', '.'];

/** The same where nothing but the first word is set apart, by what other texts have within: `USER_1`. */
export function weakSeparatorOf(keys: readonly string[]): string | undefined {
  return WEAK_SEPARATORS.find((separator) => {
    const parts = keys.map((key) => halves(key, separator)).filter(([label]) => /^[A-Za-z]+$/.test(label));
    const values = parts.flatMap(([, ...value]) => value);
    // A value with a dash could not be told from more parts, and one that begins with a label may have them.
    const isClear = values.every((value) =>
      separator === '_' ? !/^[A-Z]+_/.test(value) : !value.includes(separator),
    );
    return values.length > 0 && values.length >= keys.length * 0.2 && isClear;
  });
}

/** A key at its first separator, which neither begins nor ends it. */
function halves(key: string, separator: string): readonly [string, ...string[]] {
  const at = key.indexOf(separator);
  return at > 0 && at < key.length - 1 ? [key.slice(0, at), key.slice(at + 1)] : [key];
}

/** Whether a key begins with a word and a separator. A time has colons too, and a path slashes, but no word before them. */
function isComposed(key: string, separator: string): boolean {
  const at = key.indexOf(separator);
  return at > 0 && LABEL.test(key.slice(0, at)) && key.length > at + separator.length;
}

/** A part that says what the part behind it is. */
const LABEL = /^[A-Za-z][A-Za-z_]*$/;

/** Words in capitals are labels wherever they stand; other words only when there are few of them. */
const CAPITALS = /^[A-Z][A-Z_]*$/;

/** More different words than this in one place are values. */
const MOST_LABELS = 12;

/** Reads the skeletons of keys that belong to one attribute: what is a label shows only by comparison. */
export class SkeletonReader {
  readonly #separator: string;
  /** The words seen in each place, places being told apart by the first word too. */
  readonly #words = new Map<string, Map<string, number>>();

  constructor(keys: readonly string[], separator: string) {
    this.#separator = separator;
    for (const key of keys) {
      const parts = this.#partsOf(key);
      for (const [i, part] of parts.entries()) {
        const place = placeOf(parts, i);
        const words = this.#words.get(place) ?? new Map<string, number>();
        this.#words.set(place, words.set(part, (words.get(part) ?? 0) + 1));
      }
    }
  }

  /** Labels and values take turns; a part that can't be a label where one is due is a value. */
  read(key: string): Skeleton {
    const parts = this.#partsOf(key);
    if (this.#isWeak && parts.length > 1 && !this.#isLabel(parts[0] ?? '', placeOf(parts, 0), 0))
      return { literals: ['', ''], values: [key] };
    const literals = [''];
    const values: string[] = [];
    let isDue = true;
    for (const [i, part] of parts.entries()) {
      const before = i === 0 ? '' : this.#separator;
      const isFixed: boolean = part === '' || (isDue && this.#isLabel(part, placeOf(parts, i), i));
      literals.push(`${literals.pop()}${before}${isFixed ? part : ''}`);
      if (!isFixed) {
        literals.push('');
        values.push(part);
      }
      isDue = !isFixed || part === '';
    }
    return { literals, values };
  }

  #partsOf(key: string): readonly string[] {
    return this.#isWeak ? halves(key, this.#separator) : key.split(this.#separator);
  }

  get #isWeak(): boolean {
    return WEAK_SEPARATORS.includes(this.#separator);
  }

  #isLabel(part: string, place: string, index: number): boolean {
    if (!LABEL.test(part)) return false;
    const words = this.#words.get(place) ?? new Map<string, number>();
    const total = [...words.values()].reduce((sum, count) => sum + count, 0);
    if (CAPITALS.test(part)) return words.size <= MOST_LABELS || index === 0;
    // Behind the first part, a word in small letters is a label only if no other was ever seen there.
    if (index > 0) return words.size === 1 && total >= 3;
    return words.size <= MOST_LABELS && (total < 10 || words.size <= total / 3);
  }
}

function placeOf(parts: readonly string[], index: number): string {
  return index === 0 ? '' : `${index} ${parts[0]}`;
}

/** A text by which skeletons of the same form are the same. */
export function formOf({ literals }: Skeleton): string {
  return literals.join('{}');
}
