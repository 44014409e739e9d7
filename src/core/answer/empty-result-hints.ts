import { type Condition, topLevel } from '../../dynamo/model/condition';
import type { Origin } from '../../origin';
import type { PreparedQuestion } from '../question/prepare';
import type { Note } from './note';
import { similarTo } from './unknown-columns';

/** Attributes that a question which found nothing mentions, and that are probably misspelt. */
export function unknownAttributes({ conditions, table }: PreparedQuestion): readonly Note[] {
  const known = Object.keys(table.attributes);
  const named = conditions.filter(({ origin }) => origin.part === 'where').map(({ path }) => String(path[0]));
  return (
    [...new Set(named)]
      .filter((name) => !known.includes(name))
      .map((name) => ({ kind: 'unknown-attribute' as const, name, ...similarTo(name, known) }))
      // Of a table without a definition only the keys are known.
      .filter(({ similar }) => similar !== undefined || table.columns !== undefined)
  );
}

/**
 * What to try where nothing was found, as far as the question itself shows; nothing is read for it. None where the question was about
 * one thing only.
 */
export function emptyResultHints(prepared: PreparedQuestion): readonly Note[] {
  const { conditions, start } = prepared;
  // After a cursor, nothing only means that the last answer was complete.
  if (start) return [];
  const origins = (some: readonly Condition[]) => unique(some.map(({ origin }) => origin));
  const windows = origins(conditions.filter(({ origin }) => origin.part === 'window'));
  const narrowing = origins(conditions.filter((condition) => isNarrowing(condition, prepared)));
  return windows.length + narrowing.length === 0 ? [] : [{ kind: 'nothing-found', narrowing, windows }];
}

/** Whether a condition picks some of what there would be, such as a status. Without an id it would be another question. */
function isNarrowing(condition: Condition, { table }: PreparedQuestion): boolean {
  const { origin } = condition;
  if (origin.part === 'where') return true;
  const name = topLevel(condition);
  return origin.part === 'option' && name !== undefined && table.attributes[name]?.values !== undefined;
}

function unique(origins: readonly Origin[]): readonly Origin[] {
  return [...new Map(origins.map((origin) => [JSON.stringify(origin), origin])).values()];
}
