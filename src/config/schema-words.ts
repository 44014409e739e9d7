import * as z from 'zod/mini';
import { REGION_NAME, STAGE_NAME } from '../dynamo/model/definition';

// Each message continues a sentence that begins with "expected".

/** Adds a description, which editors show. */
export function described<T extends z.ZodMiniType>(schema: T, description: string): T {
  return schema.check(z.describe(description)) as T;
}

/** Text that is not empty. */
export const text = z.string('text').check(z.minLength(1, 'non-empty text'));

/** One of these words. */
export function choice<const T extends readonly [string, ...string[]]>(...values: T) {
  return z.enum(values as unknown as { [K in T[number]]: K }, `one of ${values.join(', ')}`);
}

/** The name of an AWS region. */
export const regionName = z
  .string('a region name')
  .check(z.regex(REGION_NAME, 'a region name such as eu-central-1'));

/** The value of a variable in a table name. */
export const nameSafe = z
  .string('text')
  .check(z.regex(STAGE_NAME, 'letters, digits, dot, dash and underscore'));

/** The name of an environment variable. */
export const variableName = z
  .string('the name of an environment variable')
  .check(z.regex(/^[A-Za-z_]\w*$/, 'the name of an environment variable, such as JOBS_TABLE'))
  // Its value is sent and shown as part of a table name, and a configuration may be somebody else's.
  .check(
    z.regex(
      /^(?!AWS_)(?!.*(?:SECRET|TOKEN|PASSW|CREDENTIAL|PRIVATE|KEY))/i,
      'the name of an environment variable that holds no secret',
    ),
  );

export const flag = z.boolean('true or false');

/** A word of a command. */
export const word = z
  .string('a word')
  .check(z.regex(/^[a-z0-9][a-z0-9_-]*$/, 'a word of lowercase letters, digits, dashes and underscores'));

/** The name of an option, without its dashes. */
export const optionName = z
  .string('an option name')
  .check(
    z.regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'an option name of lowercase letters, digits and dashes'),
  );

export const texts = z.array(text, 'a list of texts');

/** One name, or a list of up to four. */
export const nameOrNames = z.union(
  [text, z.array(text).check(z.minLength(1, 'at least one name'), z.maxLength(4, 'at most four names'))],
  'a name or a list of one to four names',
);

/** A mapping with only these keys. */
export function object<S extends z.core.$ZodLooseShape>(shape: S) {
  return z.strictObject(shape, 'a mapping');
}

/** A mapping from names to values. */
export function record<K extends z.core.$ZodRecordKey, V extends z.core.SomeType>(key: K, value: V) {
  return z.record(key, value, 'a mapping');
}
