/** Splits a name into words in lower case: `userId`, `user_id` and `UserID` all give `user` and `id`; `GSI1PK` is one word. */
export function wordsIn(name: string): readonly string[] {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæøłđœÆØŁĐŒ]/g, (letter) => TRANSLITERATED[letter.toLowerCase()] ?? letter)
    .replace(/([a-z]\d*)([A-Z])/g, '$1 $2')
    .replace(/([A-Z\d]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

/** Letters that Unicode does not decompose into a letter and a mark. */
const TRANSLITERATED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  œ: 'oe',
};

/** Whether a key attribute has a generic name such as `PK`, as in single-table designs, rather than a descriptive one. */
export function isGenericKey(name: string): boolean {
  return GENERIC.test(wordsIn(name).join(''));
}

const GENERIC =
  /^(?:(?:gsi|lsi|gs|ls|index)?\d*(?:pk|sk|hash|range|partition|sort|partitionkey|sortkey|hashkey|rangekey)\d*|key\d*|data)$/;

/** Returns a name in the kebab case of commands and options: `user-id`. */
export function kebab(name: string): string {
  return wordsIn(name).join('-') || 'x';
}

/** The option for an attribute: its name, with a prefix if that option has another meaning. `reserved` are options without dashes. */
function optionFor(name: string, reserved: ReadonlySet<string>): string {
  const option = kebab(name);
  return reserved.has(dashless(option)) || !/^[a-z]/.test(option) || option.startsWith('no-')
    ? `by-${option}`
    : option;
}

/** Returns the name, or the name with the first number that makes it one not taken. */
export function unique(name: string, taken: (name: string) => boolean): string {
  if (!taken(name)) return name;
  let number = 2;
  while (taken(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}

/** Returns a function that gives each attribute a different option. Options that differ only in dashes count as the same. */
export function optionNames(reserved: ReadonlySet<string>): (name: string) => string {
  const others = new Set([...reserved].map(dashless));
  const taken = new Set<string>();
  return (name) => {
    const option = unique(
      optionFor(name, others),
      (candidate) => taken.has(dashless(candidate)) || others.has(dashless(candidate)),
    );
    taken.add(dashless(option));
    return option;
  };
}

function dashless(option: string): string {
  return option.replaceAll('-', '');
}
