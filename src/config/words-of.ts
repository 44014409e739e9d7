/** Splits a command line into words as a POSIX shell would, respecting quotes. */
export function wordsOf(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (const [part, single, double, space] of line.matchAll(/'([^']*)'|"([^"]*)"|(\s+)|[^\s'"]+|['"]/g)) {
    if (space !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + (single ?? double ?? part);
  }
  return word === undefined ? words : [...words, word];
}
