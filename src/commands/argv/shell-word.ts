/** A word as a POSIX shell takes it for itself: in single quotes if it has to be. */
function shellWord(word: string): string {
  if (/^[\w@%+:,./-][\w@%+=:,./-]*$/.test(word)) return word;
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** A command line of this program, to be copied into a shell. */
export function commandLine(words: readonly string[]): string {
  return ['ddbdbg', ...words].map(shellWord).join(' ');
}
