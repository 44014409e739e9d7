import { runInNewContext } from 'node:vm';

/** No honest expression needs as many milliseconds for one value. */
const PATIENCE = 200;

/** Texts as short as this are told at once, whatever the expression. */
const SHORT = 16;

/**
 * Whether a regular expression describes the whole of a text; undefined where it can't be told in reasonable time, as some
 * expressions try every way to take a text apart. Throws a SyntaxError for what is no expression.
 */
export function fitsPattern(expression: string, text: string): boolean | undefined {
  const pattern = new RegExp(`^(?:${expression})$`);
  if (text.length <= SHORT) return pattern.test(text);
  try {
    return runInNewContext('pattern.test(text)', { pattern, text }, { timeout: PATIENCE });
  } catch {
    return undefined;
  }
}
