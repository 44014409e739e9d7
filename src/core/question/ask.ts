import * as z from 'zod/mini';
import { ALL_COLUMNS, ORDERS, type PatternAsk } from '../../dynamo/model/definition';
import { splitColumns } from '../../dynamo/model/path';
import { MAX_SEGMENTS } from '../../dynamo/plan/plan';
import { checked, choice, text, wholeNumber } from '../checked';

/** Columns as a list, or as one comma-separated text: `a,b.c,"d,e"`. */
const Columns = z.pipe(
  z.union([text, z.array(text)]),
  z.transform((columns): typeof ALL_COLUMNS | readonly string[] => {
    const list = typeof columns === 'string' ? splitColumns(columns) : columns;
    return list.includes(ALL_COLUMNS) ? ALL_COLUMNS : list;
  }),
);

/** Columns to sort by, as a list or as one comma-separated text. */
const SortColumns = z.pipe(
  z.union([text, z.array(text).check(z.minLength(1, 'is empty'))]),
  z.transform((columns): readonly string[] =>
    typeof columns === 'string' ? splitColumns(columns) : columns,
  ),
);

/** A whole number above 0, or `all`. */
const Limit = z.pipe(
  z.union([z.number(), z.string()]),
  z.transform((value, { issues }): number | 'all' => {
    if (value === 'all') return value;
    const result = z.safeParse(wholeNumber(1), value);
    if (result.success) return result.data;
    const message = result.error.issues[0]?.message ?? 'is not valid';
    issues.push({ code: 'custom', input: value, message });
    return 'all';
  }),
);

/** The members of {@link Ask}, each with the schema of its value. */
export const ASK = {
  /** The command of a table in the catalog: `fusion users`. */
  command: z.optional(text),
  /** Without a command: the name or ARN of any table. With a command: the table to use instead of the definition's. */
  table: z.optional(z.string()),
  /** The value of the command's argument. */
  argument: z.optional(z.string()),
  /** Values by option (`cognito-sub`). Switches have the value true. */
  values: z._default(z.record(z.string(), z.union([z.string(), z.literal(true)])), {}),
  /** The time window: after `since` (exclusive), up to `until` (inclusive). */
  since: z.optional(z.string()),
  until: z.optional(z.string()),
  /** Conditions on any attribute, all of which must be met. */
  where: z._default(z.array(z.string()), []),
  /** Conditions of which none may be met, in the same syntax. */
  not: z._default(z.array(z.string()), []),
  columns: z.optional(Columns),
  /** Order by sort key. Default: descending if the sort key is a time, else ascending. */
  order: z.optional(choice(ORDERS)),
  /** Order by any columns, the first one first: each `column`, `column:asc`, `column:desc`, or `-column` for descending. */
  sort: z.optional(SortColumns),
  /** Maximum number of items. `all` is no limit, and also overrides the default of a surface. */
  limit: z.optional(Limit),
  /** Return only the number of items. */
  count: z._default(z.boolean(), false),
  /** The cursor of an earlier answer to continue from. */
  cursor: z.optional(text),
  /** Permits a Scan of a large table. */
  allowScan: z._default(z.boolean(), false),
  /** The only index to read, or `table` for the table itself. */
  index: z.optional(text),
  /** Read what was written a moment ago, which costs twice as much and is not possible with a global index. */
  consistent: z._default(z.boolean(), false),
  /** Parallel segments of a Scan. */
  segments: z.optional(wholeNumber(1, MAX_SEGMENTS)),
};

/**
 * A question to one table, in the form common to all surfaces: a command line, a URL, and the input of a tool. Showing secrets is not part
 * of it, so that a link can't request them.
 */
const Ask = z.strictObject(ASK);

export type Ask = z.output<typeof Ask>;

/** The input form of an {@link Ask}: numbers and lists may be text, and absent members get their defaults. */
export type AskInput = z.input<typeof Ask>;

/** Checks the input of a surface. Throws a usage error about the first member that is invalid. */
export function checkAsk(input: AskInput): Ask {
  return checked(Ask, input);
}

/** Returns the question of an access pattern's example. */
export function askOfPattern(
  command: readonly string[],
  { values, where, not, columns, ...rest }: PatternAsk,
): AskInput {
  return {
    command: command.join(' '),
    ...rest,
    ...(values && { values: { ...values } }),
    ...(where && { where: [...where] }),
    ...(not && { not: [...not] }),
    ...(columns && { columns: [...columns] }),
  };
}
