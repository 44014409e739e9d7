import type { Command } from 'commander';
import type { Context } from '../../context';
import { usageError } from '../../errors';
import { addCommand, addOptions, givenOptions } from '../argv/commander';
import { CONNECTION_OPTIONS, LOOKUP_OPTIONS, OUTPUT_OPTIONS } from '../options/shared-options';

const EXAMPLES = `
Examples:
  $ ddbdbg find orders --where customer=c-1042 --where 'total>100'
      by whatever key or index serves these conditions
  $ ddbdbg find orders --where id=17 --explain
      how that would be asked; only the table's keys are read
  $ ddbdbg find arn:aws:dynamodb:eu-west-1:123456789012:table/orders --limit 5
      a few items, whichever come first`;

/** Adds `find`, which asks any table by what DynamoDB says of its keys and indexes. */
export function addFind(program: Command, context: Context): void {
  const find = addCommand(program, 'find')
    .argument('<table>', 'name or ARN of the table')
    .summary('any table: its keys and indexes are read from DynamoDB')
    .description(
      'Items of any table. Its keys and indexes are read with DescribeTable; conditions that fit a key or an index are ' +
        "asked as such, with values of the key's type.",
    )
    .addHelpText('after', EXAMPLES);
  const { table: _, ...connection } = CONNECTION_OPTIONS;
  find.declareLater(() => addOptions(find, { ...LOOKUP_OPTIONS, ...OUTPUT_OPTIONS, ...connection }));
  find.action(async (table: string) => {
    const given = givenOptions(find);
    if (given.table !== undefined) throw tableTwice('find');
    const { ask } = await import('../output/ask');
    await ask({ table }, given, context);
  });
}

/** The error for a command that takes the table as its argument, and was given it as an option. */
export function tableTwice(command: string): Error {
  const origin = { part: 'setting', name: 'table' } as const;
  return usageError(`means nothing to ${command}, which takes the table as its argument.`, undefined, origin);
}
