import * as z from 'zod/mini';
import { ATTRIBUTE_FORMATS } from '../dynamo/model/definition';
import { choice, described, flag, object, optionName, record, text, texts } from './schema-words';

const Type = choice('S', 'N', 'B', 'BOOL', 'NULL', 'M', 'L', 'SS', 'NS', 'BS');

const WHAT = 'a type (S, N, B, BOOL, NULL, M, L, SS, NS, BS), or what there is to say about the attribute';

const Spellings = z.union(
  [text, z.array(text).check(z.minLength(1, 'at least one spelling'))],
  'a spelling, or a list of spellings',
);

const Value = z.union(
  [
    text,
    object({
      name: described(text, 'What the user types and sees in help.'),
      stored: z.optional(
        described(Spellings, 'How producers store it. Just the name unless said otherwise.'),
      ),
      synonyms: z.optional(described(texts, 'Other words that a user may type for it.')),
      meaning: z.optional(
        described(choice('good', 'bad', 'active', 'idle'), 'How bad news it is, which decides its colour.'),
      ),
    }),
  ],
  'text (in quotes where YAML would read it otherwise), or a name with its spellings',
);

const shape = {
  type: z.optional(described(Type, 'S unless said otherwise, or N where the format is a number.')),
  description: z.optional(described(text, 'What the attribute tells, for help.')),
  option: z.optional(described(optionName, 'The option, without dashes, that fixes this attribute.')),
  format: z.optional(
    described(
      choice(...ATTRIBUTE_FORMATS),
      'How a value is to be read: `time` is ISO-8601 text, `status` a word with a meaning, the others are numbers.',
    ),
  ),
  values: z.optional(
    described(z.array(Value, 'a list of values'), 'All values there are; any other is refused.'),
  ),
  open: z.optional(described(flag, 'There may be more `values` than are known.')),
  pattern: z.optional(
    described(
      object({
        expression: described(text, 'A regular expression that the whole value must match.'),
        meaning: described(text, 'What that means, in words: "an order number (9 digits)".'),
      }),
      'What a value must look like.',
    ),
  ),
  secret: z.optional(described(flag, 'Never shown unless it is revealed.')),
  template: z.optional(
    described(text, 'How the value is composed of other attributes: TENANT#{tenant}#STATUS#{status}'),
  ),
  virtual: z.optional(
    described(flag, 'The value stands only inside a key template; items have no attribute of this name.'),
  ),
  unique: z.optional(described(flag, 'No two items share a value.')),
  examples: z.optional(
    described(z.array(z.unknown(), 'a list of values'), 'Plausible values, for sample data and help.'),
  ),
};

/** An attribute, or just its type. */
export const Attribute = z.union([Type, object(shape)], WHAT);

const ChangedAttribute = object({
  ...shape,
  stored: z.optional(
    described(
      record(text, Spellings),
      'How producers store values, by their names: { failure: [failure, FAILURE] }',
    ),
  ),
});

/** What is different about an attribute that is built in. */
export const AttributeOverride = z.union([Type, ChangedAttribute], WHAT);

export type AttributeData = z.infer<typeof Attribute>;
export type AttributeOverrideData = z.infer<typeof AttributeOverride>;
export type ValueData = z.infer<typeof Value>;
