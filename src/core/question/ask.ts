import * as z from 'zod/mini';
import { ORDERS, type PatternAsk } from '../../dynamo/model/definition';
import { splitColumns } from '../../dynamo/model/path';
import { MOST_SEGMENTS } from '../../dynamo/plan/plan';
import { checked, choice, text, wholeNumber } from '../checked';

/** Every attribute, in place of a list of columns. */
export const ALL_COLUMNS = 'all';

/** Columns as a list, or as one text with commas: `a,b.c,"d,e"`. */
const Columns = z.pipe(
  z.union([text, z.array(text)]),
  z.transform((columns): typeof ALL_COLUMNS | readonly string[] => {
    const list = typeof columns === 'string' ? splitColumns(columns) : columns;
    return list.includes(ALL_COLUMNS) ? ALL_COLUMNS : list;
  }),
);

/** The members of {@link Ask}, each with the check of its value. */
export const ASK = {
  /** The command that asks a table of the catalog: `fusion users`. */
  command: z.optional(text),
  /** Without a command any table, by its name or ARN; with one, the table to ask instead of the definition's. */
  table: z.optional(text),
  /** The value of the command's argument. */
  argument: z.optional(z.string()),
  /** Values by option (`cognito-sub`), and switches. */
  values: z._default(z.record(z.string(), z.union([z.string(), z.literal(true)])), {}),
  /** The window of time: strictly after `since`, up to and including `until`. */
  since: z.optional(z.string()),
  until: z.optional(z.string()),
  /** Conditions on any attribute, all of which must hold. */
  where: z._default(z.array(z.string()), []),
  columns: z.optional(Columns),
  /** By sort key; newest first where that is a time, else ascending, when absent. */
  order: z.optional(choice(ORDERS)),
  /** By any column: `column`, or `column:desc`. */
  sort: z.optional(text),
  /** At most this many items. */
  limit: z.optional(wholeNumber(1)),
  /** Only the number of items. */
  count: z._default(z.boolean(), false),
  /** Where an earlier answer stopped. */
  cursor: z.optional(text),
  /** Permits a Scan of a large table. */
  allowScan: z._default(z.boolean(), false),
  /** Parallel segments of a Scan. */
  segments: z.optional(wholeNumber(1, MOST_SEGMENTS)),
};

/**
 * A question to one table, as every surface asks it: what a command line becomes, what a URL has, what a tool takes. Whether secrets may
 * be shown is no part of it, so that a link can't ask for them.
 */
const Ask = z.strictObject(ASK);

export type Ask = z.output<typeof Ask>;

/** An {@link Ask} as a surface writes it: numbers and lists may be text, and what is absent has its default. */
export type AskInput = z.input<typeof Ask>;

/** Checks what a surface asks. Throws a usage error about the first member that is wrong. */
export function checkAsk(input: AskInput): Ask {
  return checked(Ask, input);
}

/** The question of an access pattern's example. */
export function askOfPattern(command: readonly string[], { values, where, ...rest }: PatternAsk): AskInput {
  return {
    command: command.join(' '),
    ...rest,
    ...(values && { values: { ...values } }),
    ...(where && { where: [...where] }),
  };
}
