/** The words that a name is made of, in lower case: `userId`, `user_id` and `UserID` are all `user` and `id`; `GSI1PK` is one. */
export function wordsIn(name: string): readonly string[] {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæøłđœÆØŁĐŒ]/g, (letter) => SPELT[letter.toLowerCase()] ?? letter)
    .replace(/([a-z]\d*)([A-Z])/g, '$1 $2')
    .replace(/([A-Z\d]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

/** Letters that are no letter with a mark. */
const SPELT: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', ø: 'o', ł: 'l', đ: 'd', œ: 'oe' };

/** Whether a key attribute is called after its place rather than after what it holds, as in single-table designs. */
export function isGenericKey(name: string): boolean {
  return GENERIC.test(wordsIn(name).join(''));
}

const GENERIC =
  /^(?:(?:gsi|lsi|gs|ls|index)?\d*(?:pk|sk|hash|range|partition|sort|partitionkey|sortkey|hashkey|rangekey)\d*|key\d*|data)$/;

/** A name in kebab case, as commands and options have it: `user-id`. */
export function kebab(name: string): string {
  return wordsIn(name).join('-') || 'x';
}

/** The option for an attribute: its name, unless the command line means something else by it. */
function optionFor(name: string, reserved: ReadonlySet<string>): string {
  const option = kebab(name);
  return reserved.has(option) || !/^[a-z]/.test(option) || option.startsWith('no-') ? `by-${option}` : option;
}

/** The name, or the first variation of it by a number that is not taken. */
export function unique(name: string, taken: (name: string) => boolean): string {
  if (!taken(name)) return name;
  let number = 2;
  while (taken(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}

/** A function that finds an option for an attribute, another one each time. */
export function optionNames(reserved: ReadonlySet<string>): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    const option = unique(optionFor(name, reserved), (candidate) => taken.has(candidate));
    taken.add(option);
    return option;
  };
}
