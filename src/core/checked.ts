import * as z from 'zod/mini';
import { usageError } from '../errors';

// Each schema checks one value per run, so compiling checks would only cost time at start-up.
z.config({ jitless: true });

// Each message continues a sentence that begins with the value: "'abc' is not a whole number above 0."

/** A string that is not empty. */
export const text = z.string().check(z.minLength(1, 'is empty'));

/** One of the given words. */
export function choice<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values as unknown as { [K in T[number]]: K }, `is not one of ${values.join(', ')}`);
}

/** The largest whole number that is accepted where nothing else limits it. Beyond it, digits would be lost. */
const MAX_WHOLE = 999_999_999_999_999;

/** A whole number, given as a number or as decimal digits. */
export function wholeNumber(minimum: number, maximum = MAX_WHOLE) {
  const range = maximum < MAX_WHOLE ? ` from ${minimum} to ${maximum}` : ` above ${minimum - 1}`;
  const message = `is not a whole number${range === ' above -1' ? '' : range}`;
  return z.pipe(
    z.union([z.number(), z.string().check(z.regex(/^\d+$/, message))], message),
    z.transform((value, { issues }) => {
      const number = Number(value);
      const isTooLarge = number > MAX_WHOLE && maximum === MAX_WHOLE;
      if (!Number.isInteger(number) || number < minimum || number > maximum)
        issues.push({
          code: 'custom',
          input: value,
          message: isTooLarge ? `is too large: the maximum is ${MAX_WHOLE}` : message,
        });
      return number;
    }),
  );
}

/** A decimal number above 0, given as a number or as text without an exponent. */
export function positiveNumber(unit: string) {
  const message = `is not a number of ${unit} above 0`;
  const digits = z.string().check(z.regex(/^(?=.*[1-9])\d{1,9}(\.\d{1,6})?$/, message));
  return z.pipe(z.union([z.number().check(z.positive(message)), digits], message), z.transform(Number));
}

/** Parses a value by a schema. Throws a usage error about the first member that is invalid. */
export function checked<T extends z.ZodMiniType>(schema: T, value: unknown): z.output<T> {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path ?? [];
  const unknownKey = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const name = String(unknownKey ?? path[0] ?? '');
  const wrong = path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown>)?.[step], value);
  const message =
    unknownKey !== undefined ? 'Unknown setting.' : sentence(wrong, issue?.message ?? 'is not valid');
  throw usageError(message, undefined, { part: 'setting', name });
}

/** Returns the error message for a value, as a sentence. */
export function sentence(value: unknown, message: string): string {
  if (value === '') return 'The value is empty.';
  const shown = typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
  return `${shown} ${message}.`;
}
