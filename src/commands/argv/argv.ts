/**
 * Rewrites the arguments that commander would misread. `--stats` takes an optional `json` (or `text`), but no other word that follows it
 * (`--stats executions`, `jobs --stats job_1`) is its value.
 */
export function normalizeArgv(argv: readonly string[]): string[] {
  // `help fusion users` shows the help of `users`. Commander's help command would show that of `fusion`.
  if (argv[0] === 'help' && argv.length > 1) return [...argv.slice(1), '--help'];
  const end = argv.indexOf('--');
  return argv.map((word, i) => {
    const isOption = word === '--stats' && (end < 0 || i < end);
    return isOption && argv[i + 1] !== 'json' && argv[i + 1] !== 'text' ? '--stats=text' : word;
  });
}

/** Whether the command line requests the details of an error. Also works when the command line is invalid. */
export function wantsDebug(argv: readonly string[]): boolean {
  return argv.includes('--debug');
}

/** Finds the two options that decide which commands exist, before commander parses the command line. */
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
