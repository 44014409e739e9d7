/** The same attribute names recur. The limit keeps maps whose keys are ids from filling memory. */
const MAX_NAMES = 5_000;

/** The function, asked once for each name. */
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
