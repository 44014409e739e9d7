import * as z from 'zod/mini';
import { REGION_NAME, STAGE_NAME } from '../dynamo/model/definition';

// Every message says what was expected, as the end of a sentence that begins with "expected".

/** A schema with a description, which editors show. */
export function described<T extends z.ZodMiniType>(schema: T, description: string): T {
  return schema.check(z.describe(description)) as T;
}

/** A text that isn't empty. */
export const text = z.string('text').check(z.minLength(1, 'text that is not empty'));

/** One of these words, and no other. */
export function choice<const T extends readonly [string, ...string[]]>(...values: T) {
  return z.enum(values as unknown as { [K in T[number]]: K }, `one of ${values.join(', ')}`);
}

/** The name of an AWS region. */
export const regionName = z
  .string('the name of a region')
  .check(z.regex(REGION_NAME, 'the name of a region, such as eu-central-1'));

/** Text for a variable in a table's name. */
export const nameSafe = z
  .string('text')
  .check(z.regex(STAGE_NAME, 'letters, digits, dot, dash and underscore'));

export const flag = z.boolean('true or false');

/** A word of a command line that is no option. */
export const word = z
  .string('a word')
  .check(z.regex(/^[a-z0-9][a-z0-9_-]*$/, 'a word of lower case letters, digits, dashes and underscores'));

/** The name of an option, without its dashes. */
export const optionName = z
  .string('the name of an option')
  .check(
    z.regex(
      /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
      'the name of an option: lower case letters, digits and dashes',
    ),
  );

export const texts = z.array(text, 'a list of texts');

/** Names by which something else is called, one or several. */
export const nameOrNames = z.union(
  [text, z.array(text).check(z.minLength(1, 'at least one name'), z.maxLength(4, 'at most four names'))],
  'a name, or a list of one to four names',
);

/** Something with these parts, and no others. */
export function object<S extends z.core.$ZodLooseShape>(shape: S) {
  return z.strictObject(shape, 'names with values');
}

/** Things by their names. */
export function record<K extends z.core.$ZodRecordKey, V extends z.core.SomeType>(key: K, value: V) {
  return z.record(key, value, 'names with values');
}
