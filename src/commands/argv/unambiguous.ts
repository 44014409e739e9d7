/**
 * The words of a command line with what commander would read otherwise taken out: `--stats` may stand alone or before `json`, and must not take any
 * other word that follows it (`--stats executions`, `jobs --stats job_1`) for its value.
 */
export function unambiguous(argv: readonly string[]): string[] {
  // `help fusion users` is about the innermost command, which commander's own help command does not look for.
  if (argv[0] === 'help' && argv.length > 1) return [...argv.slice(1), '--help'];
  const end = argv.indexOf('--');
  return argv.map((word, i) => {
    const isOption = word === '--stats' && (end < 0 || i < end);
    return isOption && argv[i + 1] !== 'json' ? '--stats=text' : word;
  });
}
