import type { Surroundings } from '../../context';
import { DdbdbgError } from '../../errors';
import { visible } from '../../format/terminal-safe';

/** Tells an error on stderr in one or two lines; with `debug`, also where it came from. */
export function reportError(error: unknown, surroundings: Surroundings, debug: boolean): void {
  const message = error instanceof Error ? error.message : String(error);
  const hint = error instanceof DdbdbgError ? error.hint : hintOf(error);
  const lines = [`ddbdbg: ${visible(message)}`, ...(hint ? [visible(hint)] : [])];
  if (debug) lines.push(stackOf(error));
  surroundings.stderr.write(`${lines.join('\n')}\n`);
}

/** What nobody has foreseen: something that the system refuses, or a bug. */
function hintOf(error: unknown): string | undefined {
  const { code = '' } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === 'EMFILE' || code === 'ENFILE')
    return 'Too many files are open; `ulimit -n` tells how many may be.';
  return /^E[A-Z]{3,}$/.test(code) ? undefined : 'This is a bug in ddbdbg; --debug shows where.';
}

/** The stack of an error and of what caused it. */
function stackOf(error: unknown): string {
  const stacks: string[] = [];
  for (let one = error; one instanceof Error && stacks.length < 5; one = one.cause)
    stacks.push(one.stack ?? one.message);
  return stacks.join('\ncaused by: ').split('\n').map(visible).join('\n');
}
