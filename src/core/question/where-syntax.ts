import type { Path } from '../../dynamo/model/path';
import { DdbdbgError } from '../../errors';

/** A condition as typed: what it is about, how it compares, and with which text. */
export interface WhereClause {
  readonly path: Path;
  readonly operator: WhereOperator;
  /** Empty for `exists` and `not_exists`. */
  readonly operand: string;
}

type WhereOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '^=' | '*=' | 'exists' | 'not_exists';

/** The deepest nesting that DynamoDB supports. */
const DEEPEST = 32;

/** Longer ones first, so that `<=` is not read as `<`. */
const OPERATORS = ['!=', '<=', '>=', '^=', '*=', '=', '<', '>'] as const;

/**
 * Reads `attribute<op>value`, `attribute?` or `!attribute`. A dotted path reaches into maps, `[0]` into lists; a name with odd
 * characters may be in double quotes, and there may be blanks around the operator. Throws a usage error that has the position of what
 * is wrong.
 */
export function parseWhere(text: string): WhereClause {
  const negated = text.startsWith('!');
  const { path, end: pathEnd } = readPath(text, negated ? 1 : 0);
  const blanks = /^\s*/.exec(text.slice(pathEnd))?.[0].length ?? 0;
  const end = pathEnd + blanks;
  const rest = text.slice(end);
  if (negated) {
    if (rest !== '')
      throw malformed(text, end, 'expected the end: !attribute means that there is no such attribute');
    return { path, operator: 'not_exists', operand: '' };
  }
  if (rest === '?') return { path, operator: 'exists', operand: '' };
  if (rest.startsWith('?'))
    throw malformed(text, end + 1, 'expected the end: attribute? means that there is one');
  const operator = OPERATORS.find((candidate) => rest.startsWith(candidate));
  if (!operator) throw malformed(text, end, `expected one of ${[...OPERATORS].reverse().join(' ')} ?`);
  const exact = rest.slice(operator.length);
  // Blanks around the operator are not part of the value; without one before it, everything that follows is.
  const operand = blanks > 0 ? exact.trim() : exact;
  if (operand === '' && operator !== '=' && operator !== '!=') {
    throw malformed(text, text.length, `expected a value after ${operator}`);
  }
  return { path, operator, operand };
}

/** Steps of a path from a position on, and where they end. */
function readPath(text: string, start: number): { readonly path: Path; readonly end: number } {
  const path: (string | number)[] = [];
  let at = start;
  for (;;) {
    const step = readName(text, at);
    path.push(step.name);
    at = step.end;
    for (
      let index = /^\[(\d{1,5})\]/.exec(text.slice(at));
      index;
      index = /^\[(\d{1,5})\]/.exec(text.slice(at))
    ) {
      path.push(Number(index[1]));
      at += index[0].length;
    }
    if (text[at] === '[') throw malformed(text, at + 1, 'expected a list position such as [0]');
    if (path.length > DEEPEST) throw malformed(text, at, `expected at most ${DEEPEST} steps`);
    if (text[at] !== '.') return { path, end: at };
    at++;
  }
}

function readName(text: string, at: number): { readonly name: string; readonly end: number } {
  if (text[at] === '"') {
    const close = text.indexOf('"', at + 1);
    if (close < 0) throw malformed(text, at, 'this quote is never closed');
    if (close === at + 1) throw malformed(text, at, 'expected a name');
    return { name: text.slice(at + 1, close), end: close + 1 };
  }
  const name = /^\s*(?:[^.[\]"=!<>^*?\s]|[\^*](?!=)|\s+(?=[^.[\]"=!<>^*?\s]|[\^*](?!=)))+/.exec(
    text.slice(at),
  )?.[0];
  if (!name)
    throw malformed(text, at, at === text.length ? 'expected the name of an attribute' : 'expected a name');
  return { name: name.trimStart(), end: at + name.length };
}

/** The condition as typed, and below it a caret at what is wrong. */
function malformed(text: string, at: number, expected: string): Error {
  return new DdbdbgError('usage', expected, { about: { part: 'where', text, at } });
}
