import type { Surroundings } from '../../context';
import { DdbdbgError, type ErrorDetails } from '../../errors';
import { visible } from '../../format/terminal-safe';
import { originName } from './origin-text';
import { remedyText } from './remedies';

/** What a message begins with. */
const PROGRAM = 'ddbdbg: ';

/** Reports an error on stderr in one or two lines; with `debug`, also where it came from. */
export function reportError(error: unknown, surroundings: Surroundings, debug: boolean): void {
  const [message, advice] = error instanceof DdbdbgError ? errorTexts(error) : strangeError(error);
  const lines = [PROGRAM + visible(message), ...(advice ? [visible(advice)] : [])];
  if (debug) lines.push(stackOf(error));
  surroundings.stderr.write(`${lines.join('\n')}\n`);
}

function errorTexts({ message, about, remedies }: DdbdbgError): readonly [string, string] {
  if (about?.part === 'where' && about.at !== undefined) return pointing(about.text, about.at, message);
  return [about ? withSubject(about, message) : message, remedies.map(remedyText).join(' ')];
}

/** A message about a part of the command line: the rest of a sentence that begins with it, or a sentence of its own. */
function withSubject(about: NonNullable<ErrorDetails['about']>, message: string): string {
  return `${originName(about)}${/^[a-z]/.test(message) ? ' ' : ': '}${message}`;
}

/** A condition, and below it a caret that points at what is wrong. */
function pointing(text: string, at: number, expected: string): readonly [string, string] {
  const intro = '--where ';
  return [intro + text, `${' '.repeat(PROGRAM.length + intro.length + at)}^ ${expected}`];
}

/** What nobody has foreseen: something that the system refuses, or a bug. */
function strangeError(error: unknown): readonly [string, string] {
  const message = error instanceof Error ? error.message : String(error);
  const { code = '' } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === 'EMFILE' || code === 'ENFILE')
    return [message, 'Too many files are open; `ulimit -n` shows how many may be.'];
  return [message, /^E[A-Z]{3,}$/.test(code) ? '' : 'This is a bug in ddbdbg; --debug shows where.'];
}

/** The stack of an error and of what caused it. */
function stackOf(error: unknown): string {
  const stacks: string[] = [];
  for (let one = error; one instanceof Error && stacks.length < 5; one = one.cause)
    stacks.push(one.stack ?? one.message);
  return stacks.join('\ncaused by: ').split('\n').map(visible).join('\n');
}
