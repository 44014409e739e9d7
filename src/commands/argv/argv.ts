/**
 * The words of a command line without what commander would read differently: `--stats` may be alone or before `json`, and must not take
 * any other word that follows it (`--stats executions`, `jobs --stats job_1`) for its value.
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

/** Whether the command line asks for the details of an error. Known even when the command line can't be parsed. */
export function wantsDebug(argv: readonly string[]): boolean {
  return argv.includes('--debug');
}

/** The two options that decide which commands there are, and so must be known before the command line can be read. */
export function configOptions(argv: readonly string[]): {
  readonly config?: string;
  readonly context?: string;
} {
  const found: { config?: string; context?: string } = {};
  for (let i = 0; i < argv.length && argv[i] !== '--'; i++) {
    const match = /^--(config|context)(?:=(.*))?$/s.exec(argv[i] ?? '');
    if (!match) continue;
    const value = match[2] ?? argv[++i];
    if (value !== undefined) found[match[1] as 'config' | 'context'] = value;
  }
  return found;
}
