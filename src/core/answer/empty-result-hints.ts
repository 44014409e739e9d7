import { nearestAttribute } from '../../did-you-mean';
import { type Condition, topLevel } from '../../dynamo/model/condition';
import type { Origin } from '../../origin';
import type { PreparedQuestion } from '../question/prepare';
import type { Note } from './note';

/** Returns notes for attributes that are named in the conditions of a question without results and are probably misspelt. */
export function unknownAttributes({ conditions, table }: PreparedQuestion): readonly Note[] {
  const known = Object.keys(table.attributes);
  const named = conditions.filter(({ origin }) => origin.part === 'where').map(({ path }) => String(path[0]));
  return (
    [...new Set(named)]
      .filter((name) => !known.includes(name))
      .map((name) => {
        const similar = nearestAttribute(name, known);
        return { kind: 'unknown-attribute' as const, name, ...(similar !== undefined && { similar }) };
      })
      // For a table without a definition, only the keys are known.
      .filter(({ similar }) => similar !== undefined || table.columns !== undefined)
  );
}

/** Returns a note with the parts of the question that may have excluded everything. Reads nothing. Empty for a question by ID alone. */
export function emptyResultHints(prepared: PreparedQuestion): readonly Note[] {
  const { conditions, start } = prepared;
  // After a cursor, an empty result only means that the previous answer was complete.
  if (start) return [];
  const origins = (some: readonly Condition[]) => unique(some.map(({ origin }) => origin));
  const windows = origins(conditions.filter(({ origin }) => origin.part === 'window'));
  const narrowing = origins(conditions.filter((condition) => isNarrowing(condition, prepared)));
  return windows.length + narrowing.length === 0 ? [] : [{ kind: 'nothing-found', narrowing, windows }];
}

/**
 * Whether a condition narrows a question, as a status does. An ID does not narrow a question: without it, the question would be a different
 * one.
 */
function isNarrowing(condition: Condition, { table }: PreparedQuestion): boolean {
  const { origin } = condition;
  if (origin.part === 'where') return true;
  const name = topLevel(condition);
  return origin.part === 'option' && name !== undefined && table.attributes[name]?.values !== undefined;
}

function unique(origins: readonly Origin[]): readonly Origin[] {
  return [...new Map(origins.map((origin) => [JSON.stringify(origin), origin])).values()];
}
