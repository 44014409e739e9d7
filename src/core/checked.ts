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

/** A whole number, given as a number or as decimal digits. */
export function wholeNumber(minimum: number, maximum = Number.MAX_SAFE_INTEGER) {
  const range =
    maximum < Number.MAX_SAFE_INTEGER ? ` from ${minimum} to ${maximum}` : ` above ${minimum - 1}`;
  const message = `is not a whole number${range === ' above -1' ? '' : range}`;
  return z.pipe(
    z.union([z.number(), z.string().check(z.regex(/^\d{1,15}$/, message))], message),
    z.pipe(
      z.transform(Number),
      z.number().check(z.int(message), z.minimum(minimum, message), z.maximum(maximum, message)),
    ),
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
