import * as z from 'zod/mini';
import { ATTRIBUTE_FORMATS, SHORT_FORMS } from '../dynamo/model/attribute-definition';
import { choice, described, flag, object, optionName, record, text, texts } from './schema-words';

/** The name of a type in DynamoDB. */
export const Type = choice('S', 'N', 'B', 'BOOL', 'NULL', 'M', 'L', 'SS', 'NS', 'BS');

const EXPECTED = 'a type (S, N, B, BOOL, NULL, M, L, SS, NS, BS) or a mapping that describes the attribute';

const Spellings = z.union(
  [text, z.array(text).check(z.minLength(1, 'at least one spelling'))],
  'a spelling or a list of spellings',
);

const Value = z.union(
  [
    text,
    object({
      name: described(text, 'The name that users type and help shows.'),
      stored: z.optional(described(Spellings, 'The stored spellings. Default: the name.')),
      synonyms: z.optional(described(texts, 'Other names that users can type.')),
      meaning: z.optional(
        described(
          choice('good', 'bad', 'active', 'idle'),
          'What the value means, which determines its color.',
        ),
      ),
    }),
  ],
  'text (in quotes if YAML would not read it as text) or a mapping with a name',
);

/** A range of whole numbers, such as those of the shards of a key. */
const ValueRange = z
  .string()
  .check(
    z.refine(
      (text) => valuesInRange(text) !== undefined,
      'a range such as 0-9 or 00-15, of at most 1,000 values',
    ),
  );

const MAX_RANGE = 1000;

/** Returns the numbers of a range such as `0-9`, with as many digits as its start if that begins with zero. Undefined if it is not one. */
export function valuesInRange(text: string): readonly string[] | undefined {
  const [, from = '', to = ''] = /^(\d{1,6})-(\d{1,6})$/.exec(text) ?? [];
  const count = Number(to) - Number(from) + 1;
  if (from === '' || count < 1 || count > MAX_RANGE) return undefined;
  const digits = from.startsWith('0') ? from.length : 1;
  return Array.from({ length: count }, (_, i) => String(Number(from) + i).padStart(digits, '0'));
}

const shape = {
  type: z.optional(described(Type, 'The DynamoDB type. Default: S, or N if the format is numeric.')),
  description: z.optional(described(text, 'What the attribute means, for help.')),
  option: z.optional(
    described(optionName, 'The option, without dashes, that sets a condition on this attribute.'),
  ),
  format: z.optional(
    described(
      choice(...ATTRIBUTE_FORMATS),
      'How to interpret values: `time` is ISO-8601 text, `status` is a word with a meaning, all others are numbers.',
    ),
  ),
  values: z.optional(
    described(
      z.union(
        [z.array(Value, 'a list of values'), ValueRange],
        'a list of values, or a range such as 0-9 or 00-15, of at most 1,000 values',
      ),
      'All valid values, or a range of numbers. Others are rejected. A key without a condition on it is queried for each of up to 100.',
    ),
  ),
  open: z.optional(described(flag, 'Whether values other than `values` are accepted.')),
  pattern: z.optional(
    described(
      object({
        expression: described(text, 'A regular expression that the whole value must match.'),
        meaning: described(text, 'A description of valid values: "an order number (9 digits)".'),
      }),
      'A pattern that values must match.',
    ),
  ),
  secret: z.optional(
    described(
      flag,
      'Whether the value is redacted unless it is asked for. Default: whether the name looks like a secret. An attribute in a map is named by its path.',
    ),
  ),
  template: z.optional(
    described(
      text,
      'The key template, which builds the value from other attributes: TENANT#{tenant}#STATUS#{status}',
    ),
  ),
  virtual: z.optional(
    described(
      flag,
      'Whether the value exists only inside a key template, so that items have no attribute with this name.',
    ),
  ),
  unique: z.optional(described(flag, 'Whether each value occurs in only one item.')),
  short: z.optional(
    described(
      choice(...SHORT_FORMS),
      'What stands for a long value on a narrow terminal, and is accepted in its place: `last-part` is what follows the last `:` or `/`.',
    ),
  ),
  always: z.optional(
    described(
      flag,
      'Whether every item has the attribute, so that an index with it in its key leaves out no item because of it.',
    ),
  ),
  examples: z.optional(
    described(z.array(z.unknown(), 'a list of values'), 'Example values, for sample data and help.'),
  ),
};

/** An attribute, or only its type. */
export const Attribute = z.union([Type, object(shape)], EXPECTED);

const ChangedAttribute = object({
  ...shape,
  stored: z.optional(
    described(
      record(text, Spellings),
      'The stored spellings of values, by name: { failure: [failure, FAILURE] }',
    ),
  ),
});

/** The changes to a built-in attribute. */
export const AttributeOverride = z.union([Type, ChangedAttribute], EXPECTED);

export type AttributeData = z.infer<typeof Attribute>;
export type AttributeOverrideData = z.infer<typeof AttributeOverride>;
export type ValueData = z.infer<typeof Value>;
