import { distance } from 'fastest-levenshtein';

/**
 * The candidate that `word` is most likely a misspelling of, or undefined when none is close. `maxEdits` is how many letters may differ; by
 * default, up to half of them.
 */
export function nearest(
  word: string,
  candidates: readonly string[],
  maxEdits = Math.max(1, Math.floor(word.length / 2)),
): string | undefined {
  const lower = word.toLowerCase();
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: distance(lower, candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  const [best] = ranked;
  return best && best.edits <= maxEdits ? best.candidate : undefined;
}

/** Returns " Did you mean …?" to append to a message, or an empty text when no candidate is similar. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const candidate = nearest(word, candidates);
  return candidate === undefined ? '' : ` Did you mean ${candidate}?`;
}

/**
 * The candidate that the name of an attribute is most likely a misspelling of. Stricter than {@link nearest}, because a table may have
 * attributes that nobody declared, and short names are all alike.
 */
export function nearestAttribute(name: string, candidates: readonly string[]): string | undefined {
  return name.length < 4 ? undefined : nearest(name, candidates, 2);
}
