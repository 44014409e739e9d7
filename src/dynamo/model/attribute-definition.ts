import type { AttributeType } from './values';

/**
 * How to interpret an attribute's value. `time` is ISO-8601 text, and `status` is a word with a good or bad meaning. The others are numbers
 * with a unit.
 */
export const ATTRIBUTE_FORMATS = [
  'time',
  'epoch-seconds',
  'epoch-millis',
  'status',
  'percent',
  'seconds',
  'millis',
  'bytes',
] as const;

export type AttributeFormat = (typeof ATTRIBUTE_FORMATS)[number];

export interface AttributeDefinition {
  readonly type: AttributeType;
  readonly description?: string;
  /** Name of the option, without dashes, that fixes this attribute. */
  readonly option?: string;
  readonly format?: AttributeFormat;
  /** All possible values. Others are rejected, unless `open` is set. */
  readonly values?: readonly EnumeratedValue[];
  /** Other `values` are possible and accepted unchanged. Never set for key attributes. */
  readonly open?: boolean;
  /** A regular expression that the whole value must match, and its meaning in words, which completes "is not …". */
  readonly pattern?: { readonly expression: string; readonly meaning: string };
  /** Hidden unless the user asks to reveal secrets. By default, attributes are hidden whose names look like secrets. */
  readonly secret?: boolean;
  /** The template of the value: `TENANT#{tenant}#STATUS#{status}`. It builds and decodes keys. */
  readonly template?: string;
  /** The value exists only inside keys. Items have no attribute of this name. */
  readonly virtual?: boolean;
  /** Values are unique within the table. */
  readonly unique?: boolean;
  /** What stands for a long value where there is no room for all of it, and is accepted in its place. */
  readonly short?: ShortForm;
  /** Items of other kinds may have values of other types. Set only where several definitions of a table are merged. */
  readonly mixed?: boolean;
  /** Every item has the attribute, so an index whose key it is part of leaves out no item because of it. */
  readonly always?: boolean;
  /**
   * Example values for sample data and help, as JSON if the type is not S or N. Examples in the same position of lists of equal length
   * belong together: the third user has the third email address.
   */
  readonly examples?: readonly string[];
}

/** `last-part`: what follows the last `:` or `/`, such as the name of an execution in its ARN. */
export const SHORT_FORMS = ['last-part'] as const;
type ShortForm = (typeof SHORT_FORMS)[number];

/** The meaning of a status, which determines its color. */
export type Meaning = 'good' | 'bad' | 'active' | 'idle';

export interface EnumeratedValue {
  /** The name, as typed by the user and shown in help. */
  readonly name: string;
  /** The stored spellings. Usually just the name. */
  readonly stored: readonly string[];
  /** Other words that the user may type for it. */
  readonly synonyms?: readonly string[];
  readonly meaning?: Meaning;
}

const TIME_FORMATS: ReadonlySet<string | undefined> = new Set(['time', 'epoch-seconds', 'epoch-millis']);

export function isTime(attribute: AttributeDefinition | undefined): boolean {
  return TIME_FORMATS.has(attribute?.format);
}

/** Returns the short form of a value, or the value itself if it has none. */
export function shortForm({ short }: Pick<AttributeDefinition, 'short'>, value: string): string {
  if (short === undefined) return value;
  return value.slice(Math.max(value.lastIndexOf(':'), value.lastIndexOf('/')) + 1) || value;
}

/** Returns all spellings of an enumerated value: its name, stored spellings and synonyms. */
export function spellingsOf({ name, stored, synonyms = [] }: EnumeratedValue): readonly string[] {
  return [name, ...stored, ...synonyms];
}
