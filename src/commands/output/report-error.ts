import type { Surroundings } from '../../context';
import { DdbdbgError, type ErrorDetails } from '../../errors';
import { visible } from '../../format/terminal-safe';
import type { Origin } from '../../origin';
import { originName, originText } from './origin-text';
import { remedyText } from './remedies';

/** The start of every error message. */
const PREFIX = 'ddbdbg: ';

/** Prints an error on stderr in one or two lines; with `debug`, also its stack. */
export function reportError(error: unknown, surroundings: Surroundings, debug: boolean): void {
  const [message, advice] = error instanceof DdbdbgError ? errorTexts(error) : unexpectedError(error);
  const lines = [PREFIX + visible(message), ...(advice ? [visible(advice)] : [])];
  if (debug) lines.push(stackOf(error));
  surroundings.stderr.write(`${lines.join('\n')}\n`);
}

function errorTexts({ message, about, remedies }: DdbdbgError): readonly [string, string] {
  if (about?.part === 'where' && about.at !== undefined) return withCaret(about, about.at, message);
  return [about ? withSubject(about, message) : message, remedies.map(remedyText).join(' ')];
}

/** Puts the part of the command line that a message is about in front of it. A message in lower case continues the sentence. */
function withSubject(about: NonNullable<ErrorDetails['about']>, message: string): string {
  return `${originName(about)}${/^[a-z]/.test(message) ? ' ' : ': '}${message}`;
}

/** Returns a condition, and a second line with a caret that points at the error. */
function withCaret(
  about: Origin & { readonly text: string },
  at: number,
  expected: string,
): readonly [string, string] {
  const line = originText(about);
  const intro = line.slice(0, line.length - about.text.length);
  return [line, `${' '.repeat(PREFIX.length + intro.length + at)}^ ${expected}`];
}

/** Describes an unexpected error, which is either an error of the operating system or a bug. */
function unexpectedError(error: unknown): readonly [string, string] {
  const message = error instanceof Error ? error.message : String(error);
  const { code = '' } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === 'EMFILE' || code === 'ENFILE')
    return [message, 'Too many files are open. `ulimit -n` shows the limit.'];
  return [message, /^E[A-Z]{3,}$/.test(code) ? '' : 'This is a bug in ddbdbg. Run with --debug for details.'];
}

/** Returns the stacks of an error and its causes. */
function stackOf(error: unknown): string {
  const stacks: string[] = [];
  for (let one = error; one instanceof Error && stacks.length < 5; one = one.cause)
    stacks.push(one.stack ?? one.message);
  return stacks.join('\ncaused by: ').split('\n').map(visible).join('\n');
}
