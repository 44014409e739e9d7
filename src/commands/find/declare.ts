import type { Command } from 'commander';
import type { Context } from '../../context';
import { addOption, declareLater, givenOptions } from '../argv/commander';
import { CONNECTION_OPTIONS, LOOKUP_OPTIONS, OUTPUT_OPTIONS } from '../options/shared-options';

const EXAMPLES = `
Examples:
  $ ddbdbg find orders --where customer=c-1042 --where 'total>100'
      by whatever key or index serves these conditions
  $ ddbdbg find orders --where id=17 --explain
      how that would be asked; the table's keys are read, and nothing else
  $ ddbdbg find arn:aws:dynamodb:eu-west-1:123456789012:table/orders --limit 5
      a few items, whichever come first`;

/** Adds `find`, which asks any table by what DynamoDB tells of its keys and indexes. */
export function addFind(program: Command, context: Context): void {
  const find = program
    .command('find')
    .argument('<table>', 'name or ARN of the table')
    .summary('any table: its keys and indexes are read from DynamoDB')
    .description(
      'Items of any table. Its keys and indexes are read with DescribeTable; conditions that fit a key or an index are ' +
        "asked as such, with values of the key's type.",
    )
    .addHelpText('after', EXAMPLES);
  const options = [...LOOKUP_OPTIONS, ...OUTPUT_OPTIONS, ...CONNECTION_OPTIONS];
  declareLater(find, () => {
    for (const option of options) if (!option.flags.startsWith('--table ')) addOption(find, option);
  });
  find.action(async (table: string) => {
    const { runFind } = await import('./run');
    await runFind(table, givenOptions(find), context);
  });
}
