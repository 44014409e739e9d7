import type { Command } from 'commander';
import type { Context } from '../../context';
import { usageError } from '../../errors';
import { addCommand, addOptions, givenOptions } from '../argv/commander';
import { SHARED_NAMES } from '../lookup/declare';
import {
  CONNECTION_OPTIONS,
  LOOKUP_OPTIONS,
  OUTPUT_OPTIONS,
  WINDOW_OPTIONS,
} from '../options/shared-options';

const EXAMPLES = `
Examples:
  $ ddbdbg find orders --where customer=c-1042 --where 'total>100'
      uses whichever key or index fits these conditions
  $ ddbdbg find orders --where id=17 --explain
      shows the request without sending it; describes the table, samples times
  $ ddbdbg find arn:aws:dynamodb:eu-west-1:123456789012:table/orders --limit 5
      the first few items`;

/** Adds `find`, which queries any table. The keys and indexes come from DescribeTable. */
export function addFind(program: Command, context: Context): void {
  const find = addCommand(program, 'find')
    .argument('<table>', 'name or ARN of the table; {stage} in it is filled in')
    .summary('query any table, with keys and indexes read from DynamoDB')
    .description(
      'Finds items of any table. Its keys and indexes are read with DescribeTable. Conditions that fit a key or an index become ' +
        "key conditions, with values of the key's type. What the catalog knows about a table of this name is used: types, times, statuses, " +
        'secrets and columns. Where an attribute is compared with a time and its format is not known, a few items show it.',
    )
    .addExamples(() => EXAMPLES);
  const { table: _, ...connection } = CONNECTION_OPTIONS;
  find.declareLater(() =>
    addOptions(find, { ...FIND_WINDOW, ...LOOKUP_OPTIONS, ...OUTPUT_OPTIONS, ...connection }),
  );
  find.answerUnknownOption(async (option) => {
    const { catalog, problem } = context.config;
    if (problem) return undefined;
    const { unknownFindOption } = await import('../lookup/unknown-option');
    return unknownFindOption(find.args[0], option, catalog, SHARED_NAMES);
  });
  find.action(async (table: string) => {
    const given = givenOptions(find);
    if (given.table !== undefined) throw duplicateTableError('find');
    if (given.stage !== undefined && !given.demo && !table.includes('{stage}'))
      throw usageError('does not apply to find, unless the name of the table contains {stage}.', undefined, {
        part: 'setting',
        name: 'stage',
      });
    const { ask } = await import('../output/ask');
    await ask({ table }, given, context);
  });
}

/** The options of the time window. Which attribute it applies to is known once the table is described. */
const FIND_WINDOW = Object.fromEntries(
  Object.entries(WINDOW_OPTIONS).map(([name, option]) => [
    name,
    {
      ...option,
      description: option.description.replace(/^only items/, 'only items whose time, if one is known, is'),
    },
  ]),
);

/** Returns the error for --table on a command that takes the table as its argument. */
export function duplicateTableError(command: string): Error {
  const origin = { part: 'setting', name: 'table' } as const;
  return usageError(
    `does not apply to ${command}, which takes the table as its argument.`,
    undefined,
    origin,
  );
}
