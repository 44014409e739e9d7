import type { Condition } from '../../dynamo/model/condition';
import type { TableDefinition } from '../../dynamo/model/definition';
import { splitOperand } from '../../dynamo/model/operand';
import { type Path, pathText } from '../../dynamo/model/path';
import { DdbdbgError } from '../../errors';
import type { Origin } from '../../origin';
import { isSecretPath, type SecretTest } from '../../redact/redact';
import type { Ask } from './ask';
import { parseWhere } from './where-syntax';

type Attributes = Pick<TableDefinition, 'attributes' | 'argument'>;

/** Calls `prepare`. An error that it throws is without the values that the question gives for secret attributes, which it may quote. */
export function hidingSecrets<T>(ask: Ask, table: Attributes, isSecret: SecretTest, prepare: () => T): T {
  try {
    return prepare();
  } catch (error) {
    throw error instanceof DdbdbgError
      ? withoutValues(error, secretValues(ask, table, isSecret), isSecret)
      : error;
  }
}

/** Returns a condition whose origin does not quote the value of a secret attribute. */
export function withoutTypedSecret(condition: Condition, isSecret: SecretTest): Condition {
  const { origin, path } = condition;
  return isSecretPath(path, isSecret) ? { ...condition, origin: withoutValue(origin, path) } : condition;
}

function withoutValue(origin: Origin, path: Path): Origin {
  if (origin.part === 'where') return wholePath(origin, path);
  return origin.part === 'option' ? { ...origin, text: REDACTED } : origin;
}

const REDACTED = '[redacted]';

/** Returns what the user typed as values of secret attributes. */
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
  // Each value of a list may be quoted on its own.
  return texts
    .flatMap((text) => [text, ...splitOperand(text).map((part) => part.text)])
    .filter((text) => text !== '');
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

/** The kinds of remedies that contain conditions as typed. */
const SHOWS_CONDITION: ReadonlySet<string> = new Set(['conditions', 'where']);

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
    remedy: remedies
      // A condition that shows the right form contains the value.
      .filter((remedy) => shown === about || typeof remedy === 'string' || !SHOWS_CONDITION.has(remedy.kind))
      .map((remedy) => (typeof remedy === 'string' ? clean(remedy) : remedy)),
    cause,
  });
}

type WhereOrigin = Extract<Origin, { part: 'where' }>;

/** Returns the origin of an error in a condition, without the value if the condition is, or seems to be, about a secret attribute. */
function shownCondition(origin: WhereOrigin, isSecret: SecretTest): WhereOrigin {
  const clause = parsed(origin.text);
  if (clause) {
    return isSecretPath(clause.path, isSecret) ? wholePath(origin, clause.path) : origin;
  }
  // The condition is malformed, so what follows the first word may be a value.
  const [word = ''] = /^!?\s*"?[\w.-]+/.exec(origin.text) ?? [];
  const name = word.replace(/^!?\s*"?/, '');
  if (word === origin.text || !isSecretPath(name.split('.'), isSecret)) return origin;
  const at = origin.at === undefined ? undefined : Math.min(origin.at, word.length);
  return { ...origin, text: `${word}…`, ...(at !== undefined && { at }) };
}

/** Returns the origin of a condition with only the path of its attribute. */
function wholePath({ at: _, ...origin }: WhereOrigin, path: Path): WhereOrigin {
  return { ...origin, text: pathText(path) };
}
