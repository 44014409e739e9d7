import * as z from 'zod/mini';
import { ORDERS } from '../dynamo/model/definition';
import { Attribute, AttributeOverride } from './attribute-schema';
import {
  choice,
  described,
  flag,
  nameOrNames,
  object,
  optionName,
  record,
  regionName,
  text,
  texts,
} from './schema-words';

const partitionKey = described(
  nameOrNames,
  'Attributes of the partition key; a table has one, an index up to four.',
);
const sortKey = described(
  nameOrNames,
  'Attributes of the sort key; a table has at most one, an index up to four.',
);

const Index = object({
  partitionKey,
  sortKey: z.optional(sortKey),
  projection: z.optional(
    described(
      z.union([choice('ALL', 'KEYS_ONLY'), texts], 'ALL, KEYS_ONLY, or a list of attributes'),
      'Attributes copied into the index: ALL (unless said otherwise), KEYS_ONLY, or keys and these.',
    ),
  ),
  local: z.optional(described(flag, 'A local index shares the partition key of the table.')),
});

const Pattern = object({
  question: described(text, 'The question that is asked, for help.'),
  ask: z.optional(
    described(
      object({
        argument: z.optional(described(text, "The value of the command's argument.")),
        values: z.optional(
          described(
            record(text, z.union([text, z.literal(true)], 'text, or true for a switch')),
            'Values by option, and switches.',
          ),
        ),
        since: z.optional(described(text, 'Only what is newer.')),
        until: z.optional(described(text, 'Only what is not newer.')),
        where: z.optional(described(texts, 'Conditions: attribute=value.')),
        order: z.optional(described(choice(...ORDERS), 'Order by sort key.')),
        sort: z.optional(described(text, 'Order by a column: createdAt:desc')),
        limit: z.optional(described(z.number('a number'), 'At most so many items.')),
      }),
      'An example. Made up if absent.',
    ),
  ),
  example: z.optional(
    described(
      z.union([z.string(), texts], 'a command line, or a list of its words'),
      "The same as a command line, after the command's own words.",
    ),
  ),
  index: z.optional(described(text, 'The index that answers; the table itself unless said otherwise.')),
  given: z.optional(
    described(texts, 'Attributes and switches that select this pattern, all of which must be given.'),
  ),
  where: z.optional(
    described(
      record(text, z.string('text')),
      'Conditions that the pattern adds: attribute to the value as the user would type it.',
    ),
  ),
  sort: z.optional(described(text, 'Order of the answer where no key gives one: createdAt:desc')),
});

const Display = object({
  progress: z.optional(described(text, 'Progress from 0 to 100, drawn as a bar.')),
  done: z.optional(described(object({ completed: text, total: text }), 'How many are done, of how many.')),
  duration: z.optional(described(object({ from: text, to: text }), 'The times between which something ran.')),
  story: z.optional(
    described(
      object({
        head: described(
          object({ attribute: text, value: text }),
          'What the one item that the others are events of has in which attribute.',
        ),
        began: described(text, 'The time of that item from which the first event is counted.'),
        order: described(text, 'The number of an event.'),
        at: described(text, 'The time of an event.'),
        label: described(text, 'What happened.'),
      }),
      'The items with one argument tell a story.',
    ),
  ),
  partOf: z.optional(
    described(
      object({ command: text, by: text }),
      'The items are parts of an item of the table that another command asks, which has the same attribute `by`.',
    ),
  ),
});

const shape = {
  summary: z.optional(described(text, 'What the table holds, for the list of commands.')),
  description: z.optional(described(text, 'A longer word for the help page.')),
  name: described(
    text,
    "The table's name in DynamoDB; {stage} and the variables of the configuration are filled in.",
  ),
  region: z.optional(
    described(
      regionName,
      'Where the table lives when neither option, environment, context, defaults nor profile says.',
    ),
  ),
  partitionKey,
  sortKey: z.optional(sortKey),
  keyIsAssumed: z.optional(
    described(flag, "The table's own key is a guess, used only to create the table on a local engine."),
  ),
  indexes: z.optional(described(record(text, Index), 'The indexes by their names.')),
  attributes: described(
    record(text, Attribute),
    'The attributes by their names; those of all keys must be there.',
  ),
  columns: z.optional(described(texts, 'Columns of tables and CSV when the user names none.')),
  argument: z.optional(described(text, "The attribute whose value may stand as the command's argument.")),
  required: z.optional(described(texts, 'Attributes whose option must be given.')),
  switches: z.optional(
    described(
      record(optionName, text),
      'Switches that select an access pattern, with a description for help.',
    ),
  ),
  ttl: z.optional(described(text, "The attribute of DynamoDB's time to live.")),
  stream: z.optional(described(choice('NEW_AND_OLD_IMAGES'), 'Recreated by `ddbdbg local setup`.')),
  display: z.optional(described(Display, 'How items are shown as a picture rather than as a table.')),
  patterns: z.optional(
    described(
      z.array(Pattern, 'a list of access patterns'),
      'Questions that the table can answer. Made out of the keys where there are none.',
    ),
  ),
};

export const Table = object({
  aliases: z.optional(described(texts, 'Other spellings of the command: `fusion helpers`.')),
  ...shape,
});

/** What is different about a table that is built in. Lists replace those that are there, names join them. */
export const Override = z.partial(
  object({
    ...shape,
    attributes: described(
      record(text, AttributeOverride),
      'Attributes to add or to change; of a changed one, only what stands here is different.',
    ),
  }),
);

export type TableData = z.infer<typeof Table>;
export type OverrideData = z.infer<typeof Override>;
export type IndexData = z.infer<typeof Index>;
export type PatternData = z.infer<typeof Pattern>;
export type DisplayData = z.infer<typeof Display>;
