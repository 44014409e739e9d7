import { runInNewContext } from 'node:vm';

/** Time limit in milliseconds for matching one value. */
const TIMEOUT_MS = 200;

/** Maximum length in characters of text that is matched without a time limit, as no expression is slow on it. */
const MAX_UNTIMED = 16;

/**
 * Whether a regular expression matches a whole text. Undefined if the time limit is exceeded, as some expressions backtrack exponentially.
 * Throws a SyntaxError when the expression is not valid.
 */
export function fitsPattern(expression: string, text: string): boolean | undefined {
  const pattern = new RegExp(`^(?:${expression})$`);
  if (text.length <= MAX_UNTIMED) return pattern.test(text);
  try {
    return runInNewContext('pattern.test(text)', { pattern, text }, { timeout: TIMEOUT_MS });
  } catch {
    return undefined;
  }
}
