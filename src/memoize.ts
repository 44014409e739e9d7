/** The maximum number of results kept, as maps with ids as keys have an unlimited number of names. */
const MAX_NAMES = 5_000;

/** Returns a function that caches the results of `make` by name. */
export function memoize<T extends NonNullable<unknown>>(make: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const made = make(name);
    if (known.size < MAX_NAMES) known.set(name, made);
    return made;
  };
}
