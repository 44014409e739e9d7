/** The words of a command line, as a POSIX shell would take them apart: quotes hold a word together. */
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
