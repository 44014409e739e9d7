/**
 * The words of a command line with the one ambiguity taken out: `--stats` may stand alone or before `json`, and must not take any
 * other word that follows it (`--stats executions`, `jobs --stats job_1`) for its value.
 */
export function unambiguous(argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  return argv.map((word, i) => {
    const isOption = word === '--stats' && (end < 0 || i < end);
    return isOption && argv[i + 1] !== 'json' ? '--stats=text' : word;
  });
}
