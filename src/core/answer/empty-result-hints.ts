import { type Condition, topLevel } from '../../dynamo/model/condition';
import { didYouMean } from '../../did-you-mean';
import type { Inquiry } from '../question/prepare';

/**
 * What to try where nothing was found, as far as the question itself tells; nothing is read for it. Undefined where the question
 * was about one thing only, and where nothing is what was hoped for.
 */
export function nothingFound(inquiry: Inquiry): string | undefined {
  const { conditions, start, settings } = inquiry;
  // Behind a cursor, nothing only means that this was all.
  if (start || settings.expect === 'none' || settings.expect === 0) return undefined;
  const windows = conditions.filter(isWindow).map(({ source }) => source);
  const narrowing = conditions.flatMap((condition) => narrowed(condition, inquiry) ?? []);
  const advice = [
    ...(narrowing.length > 0 ? [`without ${[...new Set(narrowing)].join(' or ')}`] : []),
    ...(windows.length > 0 ? [`a wider window than ${windows.join(' ')}`] : []),
  ];
  return advice.length === 0 ? undefined : `no items: try ${advice.join(', or ')}`;
}

/** What to tell of attributes that a question which found nothing names, and that are probably misspelt. */
export function strangeNames({ conditions, table }: Inquiry): readonly string[] {
  const known = Object.keys(table.attributes);
  const named = conditions
    .filter(({ source }) => source.startsWith('--where '))
    .map(({ path }) => String(path[0]));
  return (
    [...new Set(named)]
      .filter((name) => !known.includes(name))
      .map((name) => ({ name, guess: didYouMean(name, known) }))
      // Of a table that nobody has described only the keys are known.
      .filter(({ guess }) => guess !== '' || table.columns !== undefined)
      .map(({ name, guess }) => `Nothing is known here of an attribute ${name}.${guess}`)
  );
}

function isWindow({ source }: Condition): boolean {
  return /^--(?:since|until) /.test(source);
}

/**
 * The option that picks some of what there would be, such as a status. An id is no such option: without it, it is another
 * question.
 */
function narrowed(condition: Condition, { table }: Inquiry): string | undefined {
  const { path, source } = condition;
  // The value stays out of it, as it may be a secret.
  if (source.startsWith('--where ')) return `--where ${path.join('.')}…`;
  const name = topLevel(condition);
  const isEnumerated = name !== undefined && table.attributes[name]?.values !== undefined;
  return isEnumerated && source.startsWith('--') ? source : undefined;
}
