import { splitOperand } from '../../dynamo/model/operand';
import { pathText } from '../../dynamo/model/path';
import { type Remedy, usageError } from '../../errors';
import { isNegated, type Origin } from '../../origin';
import type { WhereClause } from './where-syntax';

/** What was typed in the syntax of another language, and how it is written here. */
interface Translation {
  readonly message: string;
  readonly conditions: readonly string[];
  /** The opposite of the conditions was meant. */
  readonly isNegated?: boolean;
}

const NAME = String.raw`("[^"]+"|[\w$.-]+(?:\[\d+\])*)`;

/** The forms of other query languages, none of which is a valid condition here that anybody would mean. */
const FORMS: readonly [pattern: RegExp, translate: (...groups: string[]) => Translation][] = [
  [form(`${NAME}\\s*==+\\s*(.*)`), (name, value) => not('==', [`${name}=${value}`])],
  [form(`${NAME}\\s*<>\\s*(.*)`), (name, value) => not('<>', [`${name}!=${value}`])],
  [form(`${NAME}\\s*~=\\s*(.+)`), (name, value) => not('~=', [`${name}*=${value}`])],
  [form(`${NAME}\\s*=~(?!/)\\s*(.+)`), (name, value) => not('=~', [`${name}*=${value}`])],
  [
    form(`${NAME}\\s+(not\\s+)?like\\s+(.+)`),
    (name, no, value) => ({ ...like(name, value), isNegated: no !== '' }),
  ],
  [
    form(`${NAME}\\s+is\\s+(not\\s+)?(?:null|none|undefined|missing|empty)`),
    (name, no) => not('is', no === '' ? [`!${name}`] : [`${name}?`]),
  ],
  [
    form(`${NAME}\\s+(?:is\\s+)?(?:exists|present|set|defined)`),
    (name) => ({ message: 'The condition has no operator.', conditions: [`${name}?`] }),
  ],
  [
    form(`${NAME}\\s+(?:(?:does|is)\\s+)?not\\s+(?:exists?|present|set|defined|there)`),
    (name) => ({ message: 'The condition has no operator.', conditions: [`!${name}`] }),
  ],
  [
    form(`${NAME}\\s+is\\s+(not\\s+)?([^=!<>^*?]+)`),
    (name, no, value) => not('is', [`${name}${no === '' ? '' : '!'}=${value}`]),
  ],
  [
    form(`${NAME}\\s+(not\\s+)?in\\s+([^\\s=!<>^*?(\\[][^=!<>^*?]*)`),
    (name, no, list) => not('in', [`${name}${no === '' ? '' : '!'}=${listOf(list)}`]),
  ],
  [
    form(`${NAME}\\s+(after|since|newer\\s+than|before|until|older\\s+than)\\s+([^=!<>^*?]+)`),
    (name, word, time) => not(word, [`${name}${/^(?:after|since|newer)/i.test(word) ? '>' : '<'}${time}`]),
  ],
  [
    form(`${NAME}\\s+(not\\s+)?in\\s*[([](.*)[)\\]]`),
    (name, no, list) => not('in', [`${name}${no === '' ? '' : '!'}=${listOf(list)}`]),
  ],
  [
    form(`${NAME}\\s+between\\s+(.+?)\\s+and\\s+(.+)`),
    (name, low, high) => not('between', [`${name}>=${low}`, `${name}<=${high}`]),
  ],
  [form(`attribute_exists\\(${NAME}\\)`), (name) => not('attribute_exists', [`${name}?`])],
  [form(`attribute_not_exists\\(${NAME}\\)`), (name) => not('attribute_not_exists', [`!${name}`])],
  [form(`contains\\(${NAME},\\s*(.*)\\)`), (name, value) => not('contains', [`${name}*=${value}`])],
  [form(`begins_with\\(${NAME},\\s*(.*)\\)`), (name, value) => not('begins_with', [`${name}^=${value}`])],
  [form(`${NAME}\\s+contains\\s+(.+)`), (name, value) => not('contains', [`${name}*=${value}`])],
  [
    form(`${NAME}\\s+(?:begins|starts)[_ ]with\\s+(.+)`),
    (name, value) => not('begins with', [`${name}^=${value}`]),
  ],
  [
    form(`not\\s+(${NAME}\\s*(?:[!<>^*]?=|[<>]).*)`),
    (condition) => ({
      message: "'not' is not part of a condition.",
      conditions: [condition],
      isNegated: true,
    }),
  ],
  [form(`!\\s*${NAME}\\s*=\\s*(.+)`), (name, value) => not('!…=', [`${name}!=${value}`])],
  [
    form(`${NAME}\\s+([^=!<>^*?]+)`),
    (name, value) => ({ message: 'The condition has no operator.', conditions: [`${name}=${value}`] }),
  ],
];

function form(pattern: string): RegExp {
  return new RegExp(`^\\s*${pattern}\\s*$`, 'is');
}

function not(what: string, conditions: readonly string[]): Translation {
  return { message: `'${what}' is not an operator here.`, conditions };
}

/** Returns a list as it is written here: without spaces after the commas, and without the quotes of SQL. */
function listOf(text: string): string {
  return text
    .split(',')
    .map((part) => withoutSqlQuotes(part.trim()))
    .join(',');
}

/** Returns what stands in single quotes, in double ones if it would be read as several values or as no text. */
function withoutSqlQuotes(text: string): string {
  const quoted = /^'(.*)'$/s.exec(text)?.[1]?.replaceAll("''", "'");
  if (quoted === undefined) return text;
  return /[",*!]/.test(quoted) || quoted === '' ? JSON.stringify(quoted) : quoted;
}

/** `%` stands for any text: at both ends, or only at the end. */
function like(name: string, pattern: string): Translation {
  const text = pattern.replace(/^(['"])(.*)\1$/, '$2');
  const isPrefix = !text.startsWith('%') && text.endsWith('%');
  return not('like', [`${name}${isPrefix ? '^=' : '*='}${text.replace(/^%|%$/g, '')}`]);
}

/** Throws a usage error for a condition in the syntax of another language, and shows how it is written here. */
export function refuseOtherSyntax(text: string, isNegated: boolean): void {
  for (const [pattern, translate] of FORMS) {
    const match = pattern.exec(text);
    if (!match) continue;
    const {
      message,
      conditions,
      isNegated: isOpposite = false,
    } = translate(...match.slice(1).map((group: string | undefined) => group ?? ''));
    throw usageError(
      message,
      { kind: 'conditions', conditions, isNegated: isNegated !== isOpposite },
      {
        part: 'where',
        text,
        ...(isNegated && { isNegated }),
      },
    );
  }
}

/**
 * Throws a usage error for an operand in the syntax of another language, which would silently match nothing: `'failure'`, `!failure` after
 * `=`, and `*Key*`. Double quotes make any of them text.
 */
export function refuseForeignOperand(
  { path, operator, operand }: WhereClause,
  origin: Origin,
  isSecret: boolean,
): void {
  if (operator !== '=' && operator !== '!=') return;
  const name = pathText(path);
  const trimmed = operand.trim();
  const refuse = (message: string, condition: string) => {
    throw usageError(message, isSecret ? undefined : useConditions([condition], origin), origin);
  };
  if (/^'.*'$/s.test(trimmed) && trimmed.length > 1)
    refuse(
      'Single quotes would be part of the value; double quotes make text of it.',
      `${name}${operator}${inDoubleQuotes(trimmed)}`,
    );
  const [part, another] = splitOperand(operand);
  if (!part || another || part.isQuoted) return;
  const { text } = part;
  if (operator === '=' && /^![^!]/.test(text))
    refuse("'=!' is not an operator here.", `${name}!=${text.slice(1)}`);
  const [, before = '', middle = '', after = ''] = /^(\*?)([^*]+)(\*?)$/s.exec(text) ?? [];
  if (before + after === '') return;
  const condition = `${name}${before === '' ? '^=' : '*='}${middle}`;
  const message = `'*' does not stand for any text.`;
  if (operator === '=') refuse(message, condition);
  throw usageError(
    message,
    isSecret ? undefined : { kind: 'conditions', conditions: [condition], isNegated: !isNegated(origin) },
    origin,
  );
}

/** Replaces the single quotes around a text, or around each text of a list. */
function inDoubleQuotes(text: string): string {
  const isList = /^'(?:[^']|'')*'(?:\s*,\s*'(?:[^']|'')*')*$/s.test(text);
  const texts = isList
    ? [...text.matchAll(/'((?:[^']|'')*)'/gs)].map(([, one = '']) => one)
    : [text.slice(1, -1)];
  return texts.map((one) => JSON.stringify(one.replaceAll("''", "'"))).join(',');
}

/** The remedy to use these conditions in place of the one that the origin is. */
export function useConditions(conditions: readonly string[], origin: Origin): Remedy {
  return { kind: 'conditions', conditions, isNegated: isNegated(origin) };
}
