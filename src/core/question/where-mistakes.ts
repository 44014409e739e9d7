import { type EnumeratedValue, spellingsOf } from '../../dynamo/model/attribute-definition';
import type { TableDefinition } from '../../dynamo/model/definition';
import { splitOperand } from '../../dynamo/model/operand';
import { pathText } from '../../dynamo/model/path';
import { DdbdbgError, usageError } from '../../errors';
import type { Origin } from '../../origin';
import { useConditions } from './foreign-syntax';
import { parseWhere, type WhereClause } from './where-syntax';

const JOIN = /\s+(?:or|and)\s+|\s*(?:\|\||&&)\s*/i;

/**
 * Throws a usage error for an operand that holds further conditions: `failure or status=timeout`. Text with ` or ` in it is refused only if
 * a condition on a known attribute follows, or a known value of the same one. Quotes make it text.
 */
export function refuseJoined(
  { attributes }: Pick<TableDefinition, 'attributes'>,
  clause: WhereClause,
  origin: Origin,
): void {
  const [part, another] = splitOperand(clause.operand);
  if (another || !part || part.isQuoted) return;
  const [first = '', ...rest] = part.text.split(JOIN);
  if (rest.length === 0 || first === '') return;
  const name = pathText(clause.path);
  const words = [...part.text.matchAll(new RegExp(JOIN, 'gi'))].map(([word]) => word.trim().toLowerCase());
  const isOr = words.every((word) => word === 'or' || word === '||');
  const { values = [], secret } = Object.hasOwn(attributes, name) ? (attributes[name] ?? {}) : {};
  const further = rest.map((text) => furtherClause(text, name, attributes));
  const areConditions = further.every((one) => one !== undefined);
  const areValues = values.length > 0 && [first, ...rest].every((text) => isValue(values, text));
  if (!areConditions && !areValues) return;
  const isAlike = areValues || further.every((one) => one && isSameComparison(one, clause));
  const operands = areValues ? rest : further.map((one) => one?.operand ?? '');
  const message = `'${words[0]}' does not join conditions.`;
  if (secret) throw usageError(message, 'A comma separates alternatives.', origin);
  if (isOr && isAlike) {
    const listed = [`${name}${clause.operator}${[first, ...operands].join(',')}`];
    throw usageError(message, useConditions(listed, origin), origin);
  }
  if (isOr)
    throw usageError(
      message,
      'Alternatives on one attribute are separated by commas; for different attributes, ask one question each.',
      origin,
    );
  throw usageError(message, useConditions([`${name}${clause.operator}${first}`, ...rest], origin), origin);
}

function furtherClause(
  text: string,
  name: string,
  attributes: TableDefinition['attributes'],
): WhereClause | undefined {
  try {
    const clause = parseWhere(text);
    const names = [pathText(clause.path), String(clause.path[0])];
    // Where little is known of the attributes, a single word before an operator is taken for one.
    const isLikely = !Object.hasOwn(attributes, name) && /^[\w.-]+\s*[=!<>^*]/.test(text);
    return isLikely || names.some((one) => one === name || Object.hasOwn(attributes, one))
      ? clause
      : undefined;
  } catch (error) {
    if (error instanceof DdbdbgError) return undefined;
    throw error;
  }
}

function isSameComparison(a: WhereClause, b: WhereClause): boolean {
  return a.operator === b.operator && pathText(a.path) === pathText(b.path);
}

function isValue(values: readonly EnumeratedValue[], text: string): boolean {
  const word = text.toLowerCase();
  return values.some((value) => spellingsOf(value).some((spelling) => spelling.toLowerCase() === word));
}

/** Throws a usage error for `!success` where `success` is a value of an attribute rather than an attribute. */
export function refuseValueAsName(
  { attributes }: Pick<TableDefinition, 'attributes'>,
  { path, operator }: WhereClause,
  origin: Origin,
): void {
  const word = String(path[0]);
  if (path.length > 1 || Object.hasOwn(attributes, word)) return;
  // Quotes insist on the name of an attribute.
  if (origin.part !== 'where' || origin.text.includes('"')) return;
  const [name] = Object.entries(attributes).find(([, { values }]) => isValue(values ?? [], word)) ?? [];
  if (name === undefined) return;
  throw usageError(
    `'${word}' is a value of ${name}, and not an attribute.`,
    useConditions([`${name}${operator === 'not_exists' ? '!=' : '='}${word}`], origin),
    origin,
  );
}
