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
  variableName,
} from './schema-words';

const partitionKey = described(
  nameOrNames,
  'Attributes of the partition key: one for a table, up to four for an index.',
);
const sortKey = described(
  nameOrNames,
  'Attributes of the sort key: at most one for a table, up to four for an index.',
);

const Index = object({
  partitionKey,
  sortKey: z.optional(sortKey),
  projection: z.optional(
    described(
      z.union([choice('ALL', 'KEYS_ONLY'), texts], 'ALL, KEYS_ONLY, or a list of attributes'),
      'Attributes in the index: ALL (default), KEYS_ONLY, or a list of attributes in addition to the keys.',
    ),
  ),
  local: z.optional(
    described(flag, 'Whether it is a local index, which shares the partition key of the table.'),
  ),
});

const Pattern = object({
  question: described(text, 'The question that it answers, for help.'),
  ask: z.optional(
    described(
      object({
        argument: z.optional(described(text, "The value of the command's argument.")),
        values: z.optional(
          described(
            record(
              text,
              z.union([text, z.number(), z.literal(true)], 'text, a number, or true for a switch'),
            ),
            'Values by option, and switches.',
          ),
        ),
        since: z.optional(described(text, 'Only items after this time.')),
        until: z.optional(described(text, 'Only items up to and including this time.')),
        where: z.optional(described(texts, 'Conditions: attribute=value.')),
        not: z.optional(described(texts, 'Conditions of which none may be met.')),
        order: z.optional(described(choice(...ORDERS), 'Order by sort key.')),
        sort: z.optional(described(text, 'Order by a column: createdAt:desc')),
        limit: z.optional(described(z.number('a number'), 'Maximum number of items.')),
        columns: z.optional(described(texts, 'Columns to show.')),
        count: z.optional(described(flag, 'Only the number of items.')),
        index: z.optional(described(text, 'The only index to read, or `table`.')),
        consistent: z.optional(described(flag, 'Read what was written a moment ago.')),
      }),
      'An example question. Default: generated.',
    ),
  ),
  example: z.optional(
    described(
      z.union([z.string(), texts], 'a command line or a list of its words'),
      "The example as a command line, without the command's own words.",
    ),
  ),
  index: z.optional(described(text, 'The index to query. Default: the table itself.')),
  given: z.optional(
    described(texts, 'Attributes, age options and switches that must all be given to select this pattern.'),
  ),
  where: z.optional(
    described(
      record(text, z.string('text')),
      'Conditions that the pattern adds: a mapping from attributes to values as users type them.',
    ),
  ),
  sort: z.optional(described(text, 'Order of the result if no key determines it: createdAt:desc')),
  window: z.optional(
    described(
      z.union([text, z.literal(false)], 'the name of a time attribute, or false'),
      'The time that a time window applies to, or false if the items have no time in common. Default: the time of the table.',
    ),
  ),
});

const Environment = object({
  table: z.optional(described(variableName, 'Names the table, unless an override does.')),
  ttlHours: z.optional(described(variableName, 'Gives the number of hours until items expire.')),
});

const Life = object({
  began: z.optional(
    described(
      text,
      'When an item began to exist, or to run. A time window applies to it, unless a key is sorted by a time.',
    ),
  ),
  ended: z.optional(described(text, 'When it ended.')),
  updated: z.optional(described(text, 'When it was last changed, or last heard of.')),
});

const Age = object({
  of: described(text, 'The time attribute that must be longer ago.'),
  description: described(text, 'What it finds, for help.'),
  where: z.optional(
    described(
      record(text, z.string('text')),
      'Conditions that it adds, unless the question names values of the attribute: a mapping from attributes to values as users type them.',
    ),
  ),
});

const Display = object({
  progress: z.optional(described(text, 'The attribute with the progress from 0 to 100, shown as a bar.')),
  done: z.optional(
    described(
      object({ completed: text, total: text }),
      'The attributes with the number of completed parts and the total.',
    ),
  ),
  duration: z.optional(
    described(
      z.union([flag, object({ from: text, to: text })], 'true, or a mapping with from and to'),
      'Whether to show the time from the beginning to the end of an item in place of its end, or the attributes with two other times.',
    ),
  ),
  story: z.optional(
    described(
      object({
        head: described(
          object({ attribute: text, value: text }),
          'The attribute and value that identify the head item, which the other items are events of.',
        ),
        began: z.optional(
          described(
            text,
            'The start time in the head item, to which the first event is relative. Default: `began` of life.',
          ),
        ),
        order: described(text, 'The attribute with the number of an event.'),
        at: described(text, 'The attribute with the time of an event.'),
        label: described(text, 'The attribute that describes an event.'),
      }),
      'How to show the items with the same argument as a timeline.',
    ),
  ),
  partOf: z.optional(
    described(
      object({ command: text, by: text }),
      'The items are parts of an item in the table of another command, linked by the attribute `by`.',
    ),
  ),
});

const shape = {
  summary: z.optional(described(text, 'What the table contains, for the list of commands.')),
  description: z.optional(described(text, 'A longer description, for the help page.')),
  name: described(
    text,
    "The table's name in DynamoDB. {stage} and the variables of the configuration are replaced.",
  ),
  region: z.optional(
    described(
      regionName,
      'The region, if no option, environment variable, context, default or profile sets one.',
    ),
  ),
  partitionKey,
  sortKey: z.optional(sortKey),
  keyIsAssumed: z.optional(
    described(
      flag,
      "Whether the table's own key is a guess, used only to create the table on a local engine.",
    ),
  ),
  indexes: z.optional(described(record(text, Index), 'The indexes, by name.')),
  attributes: described(record(text, Attribute), 'The attributes, by name. All key attributes are required.'),
  columns: z.optional(described(texts, 'Default columns of tables and CSV.')),
  argument: z.optional(described(text, "The attribute that the command's argument sets.")),
  required: z.optional(
    described(texts, 'Attributes whose option is required, unless the argument is given.'),
  ),
  ages: z.optional(
    described(
      record(optionName, Age),
      'Options that take an age and find items that have been silent, or old, for longer: { idle: { of: last_activity } }',
    ),
  ),
  switches: z.optional(
    described(
      record(optionName, text),
      'Switches that select an access pattern, with their descriptions for help.',
    ),
  ),
  ttl: z.optional(described(text, 'The time to live (TTL) attribute.')),
  ttlHours: z.optional(
    described(
      z.number('a number of hours').check(z.positive('a number of hours')),
      "The number of hours from the beginning of an item's life to its time to live.",
    ),
  ),
  environment: z.optional(
    described(Environment, 'The environment variables that replace parts of the definition.'),
  ),
  life: z.optional(described(Life, 'The times in the life of an item, each by its time attribute.')),
  stream: z.optional(described(choice('NEW_AND_OLD_IMAGES'), 'Stream view type, for `ddbdbg local setup`.')),
  display: z.optional(described(Display, 'How to show items on a terminal other than as a table.')),
  patterns: z.optional(
    described(
      z.array(Pattern, 'a list of access patterns'),
      'Questions that the table can answer. Default: derived from the keys.',
    ),
  ),
};

export const Table = object({
  aliases: z.optional(described(texts, 'Other names of the command: `fusion helpers`.')),
  ...shape,
});

/** The changes to a built-in table. Lists replace the built-in ones, mappings are merged. */
export const Override = z.partial(
  object({
    ...shape,
    attributes: described(
      record(text, AttributeOverride),
      'Attributes to add or change. Only the given keys of a changed attribute are replaced.',
    ),
  }),
);

export type TableData = z.infer<typeof Table>;
export type OverrideData = z.infer<typeof Override>;
export type IndexData = z.infer<typeof Index>;
export type PatternData = z.infer<typeof Pattern>;
export type DisplayData = z.infer<typeof Display>;
