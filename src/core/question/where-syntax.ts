import type { Path } from '../../dynamo/model/path';
import { DdbdbgError } from '../../errors';
import type { Origin } from '../../origin';

/** A parsed condition: its attribute, operator and operand. */
export interface WhereClause {
  readonly path: Path;
  readonly operator: WhereOperator;
  /** Empty for `exists` and `not_exists`. */
  readonly operand: string;
}

type WhereOrigin = Extract<Origin, { part: 'where' }>;

type WhereOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '^=' | '*=' | 'exists' | 'not_exists';

/** The deepest nesting that DynamoDB supports. */
const MAX_DEPTH = 32;

/** Longer operators come first, so that `<=` is not read as `<`. */
const OPERATORS = ['!=', '<=', '>=', '^=', '*=', '=', '<', '>'] as const;

/**
 * Parses `attribute<op>value`, `attribute?` or `!attribute`. A dotted path reaches into maps, `[0]` into lists. A name with special
 * characters may be in double quotes, and there may be spaces around the operator. `isNegated` is for messages. Throws a usage error with
 * the position of the mistake.
 */
export function parseWhere(text: string, isNegated = false): WhereClause {
  const origin: WhereOrigin = { part: 'where', text, ...(isNegated && { isNegated }) };
  const negated = text.startsWith('!');
  const { path, end: pathEnd } = readPath(origin, negated ? 1 : 0);
  const spaces = /^\s*/.exec(text.slice(pathEnd))?.[0].length ?? 0;
  const end = pathEnd + spaces;
  const rest = text.slice(end);
  if (negated) {
    if (rest !== '')
      throw malformed(
        origin,
        end,
        'unexpected text after the attribute: !attribute means that the attribute does not exist',
      );
    return { path, operator: 'not_exists', operand: '' };
  }
  if (rest === '?') return { path, operator: 'exists', operand: '' };
  if (rest.startsWith('?'))
    throw malformed(origin, end + 1, 'unexpected text after ?: attribute? means that the attribute exists');
  const operator = OPERATORS.find((candidate) => rest.startsWith(candidate));
  if (!operator) throw malformed(origin, end, `expected one of ${[...OPERATORS].reverse().join(' ')} ?`);
  const exact = rest.slice(operator.length);
  // Spaces around the operator are not part of the value. If no space precedes the operator, everything after it is the value.
  const operand = spaces > 0 ? exact.trim() : exact;
  if (operand === '' && operator !== '=' && operator !== '!=') {
    throw malformed(origin, text.length, `expected a value after ${operator}`);
  }
  return { path, operator, operand };
}

/** Parses a path that starts at a position, and returns it with its end. */
function readPath(origin: WhereOrigin, start: number): { readonly path: Path; readonly end: number } {
  const { text } = origin;
  const path: (string | number)[] = [];
  let at = start;
  for (;;) {
    const step = readName(origin, at);
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
    if (text[at] === '[') throw malformed(origin, at + 1, 'expected a list position such as [0]');
    if (path.length > MAX_DEPTH) throw malformed(origin, at, `expected at most ${MAX_DEPTH} steps`);
    if (text[at] !== '.') return { path, end: at };
    at++;
  }
}

function readName(origin: WhereOrigin, at: number): { readonly name: string; readonly end: number } {
  const { text } = origin;
  if (text[at] === '"') {
    const close = text.indexOf('"', at + 1);
    if (close < 0) throw malformed(origin, at, 'this quote is not closed');
    if (close === at + 1) throw malformed(origin, at, 'expected a name');
    return { name: text.slice(at + 1, close), end: close + 1 };
  }
  const name = /^\s*(?:[^.[\]"=!<>^*?\s]|[\^*](?!=)|\s+(?=[^.[\]"=!<>^*?\s]|[\^*](?!=)))+/.exec(
    text.slice(at),
  )?.[0];
  if (!name)
    throw malformed(origin, at, at === text.length ? 'expected the name of an attribute' : 'expected a name');
  return { name: name.trimStart(), end: at + name.length };
}

/** Returns an error that points at a position in the condition. */
function malformed(origin: WhereOrigin, at: number, expected: string): Error {
  return new DdbdbgError('usage', expected, { about: { ...origin, at } });
}
