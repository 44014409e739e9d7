import type { Condition } from '../../dynamo/model/condition';
import type { TableDefinition } from '../../dynamo/model/definition';
import { splitOperand } from '../../dynamo/model/operand';
import { type Path, pathText } from '../../dynamo/model/path';
import { DdbdbgError, type Remedy } from '../../errors';
import type { Origin } from '../../origin';
import { isSecretPath, type SecretTest } from '../../redact/redact';
import type { Ask } from './ask';
import { parseWhere } from './where-syntax';

type Attributes = Pick<TableDefinition, 'attributes' | 'argument'>;

/** Calls `prepare`. An error that it throws is without the values that the question gives for secret attributes, which it may quote. */
export async function hidingSecrets<T>(
  ask: Ask,
  table: Attributes,
  isSecret: SecretTest,
  prepare: () => T | Promise<T>,
): Promise<T> {
  try {
    return await prepare();
  } catch (error) {
    throw error instanceof DdbdbgError
      ? withoutValues(error, secretValues(ask, table, isSecret), isSecret)
      : error;
  }
}

/** Returns a condition whose origin, and those of the conditions inside it, do not quote the value of a secret attribute. */
export function withoutTypedSecret(condition: Condition, isSecret: SecretTest): Condition {
  if (!isSecretPath(condition.path, isSecret)) return condition;
  const origin = withoutValue(condition.origin, condition.path);
  const inside = (one: Condition) => withoutTypedSecret(one, isSecret);
  if (condition.operator === 'any') return { ...condition, origin, any: condition.any.map(inside) };
  if (condition.operator === 'not') return { ...condition, origin, not: inside(condition.not) };
  return { ...condition, origin };
}

function withoutValue(origin: Origin, path: Path): Origin {
  if (origin.part === 'where') return { ...origin, text: pathText(path) };
  return origin.part === 'option' ? { ...origin, text: REDACTED } : origin;
}

const REDACTED = '[redacted]';

/** Returns what the user typed as values of secret attributes: the whole operands and each value that they list. */
function secretValues(
  { argument, values, where, not }: Ask,
  table: Attributes,
  isSecret: SecretTest,
): readonly string[] {
  const typed = Object.entries(table.attributes).flatMap(([name, { option }]) => [
    ...(option !== undefined && isSecret(name) ? [values[option]] : []),
    ...(name === table.argument && isSecret(name) ? [argument] : []),
  ]);
  const operands = [...where, ...not].map((text) => {
    const clause = parsed(text);
    return clause && isSecretPath(clause.path, isSecret) ? clause.operand : undefined;
  });
  const texts = [...typed, ...operands].filter((value) => typeof value === 'string');
  return [...new Set(texts.flatMap(spellings))].filter((value) => value !== '');
}

/** Returns an operand, each value that it lists, and these as they are written in quotes. */
function spellings(operand: string): readonly string[] {
  const values = [operand, operand.trim(), ...splitOperand(operand).map(({ text }) => text)];
  return values.flatMap((value) => [value, JSON.stringify(value).slice(1, -1)]);
}

function parsed(text: string) {
  try {
    return parseWhere(text);
  } catch {
    return undefined;
  }
}

/** Values up to this length, in characters, occur in ordinary words, so they are removed only where they are quoted. */
const SHORT = 3;

function withoutValues(error: DdbdbgError, values: readonly string[], isSecret: SecretTest): DdbdbgError {
  const { code, about, remedies, cause } = error;
  const shown = about?.part === 'where' ? shownCondition(about, isSecret) : about;
  if (values.length === 0 && shown === about) return error;
  // A longer value may contain a shorter one.
  const longestFirst = [...values].sort((a, b) => b.length - a.length);
  const clean = (text: string) =>
    longestFirst.reduce(
      (result, value) =>
        value.length > SHORT
          ? result.replaceAll(value, REDACTED)
          : result.replaceAll(`'${value}'`, `'${REDACTED}'`),
      text,
    );
  return new DdbdbgError(code, clean(error.message), {
    about: shown?.part === 'option' ? { ...shown, text: clean(shown.text) } : shown,
    remedy: remedies.map((remedy) => cleanRemedy(remedy, clean, isSecret)),
    cause,
  });
}

/** Returns a remedy whose text, or whose conditions, are without secret values. */
function cleanRemedy(remedy: Remedy, clean: (text: string) => string, isSecret: SecretTest): Remedy {
  if (typeof remedy === 'string') return clean(remedy);
  const condition = (text: string) => {
    const clause = parsed(text);
    if (!clause || clause.operand === '') return clean(text);
    return isSecretPath(clause.path, isSecret) ? `${pathText(clause.path)}${clause.operator}…` : clean(text);
  };
  if (remedy.kind === 'where' || remedy.kind === 'find-with')
    return { ...remedy, condition: condition(remedy.condition) };
  if (remedy.kind === 'conditions') return { ...remedy, conditions: remedy.conditions.map(condition) };
  return remedy;
}

type WhereOrigin = Extract<Origin, { part: 'where' }>;

/** Returns the origin of an error in a condition, without the value if the condition is, or seems to be, about a secret attribute. */
function shownCondition(origin: WhereOrigin, isSecret: SecretTest): WhereOrigin {
  const clause = parsed(origin.text);
  if (clause) {
    return isSecretPath(clause.path, isSecret)
      ? { ...withoutPosition(origin), text: pathText(clause.path) }
      : origin;
  }
  // The condition is malformed, so whatever follows the name of a secret may be its value.
  for (const match of origin.text.matchAll(/[\w.-]+/g)) {
    const end = match.index + match[0].length;
    if (end === origin.text.length || !isSecretPath(match[0].split('.'), isSecret)) continue;
    const at = origin.at === undefined ? undefined : Math.min(origin.at, end);
    return { ...origin, text: `${origin.text.slice(0, end)}…`, ...(at !== undefined && { at }) };
  }
  return origin;
}

function withoutPosition({ at: _, ...origin }: WhereOrigin): WhereOrigin {
  return origin;
}
