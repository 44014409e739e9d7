import type { Remedy } from '../../errors';

/** What the SDK adds to the errors it throws. */
export interface SdkError extends Error {
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly attempts?: number };
}

/** What is known where an error came up. */
export interface Facts {
  readonly error: SdkError;
  readonly table: string | undefined;
  readonly region: string;
  readonly endpoint: string | undefined;
  /** Region or endpoint, in words. */
  readonly place: string;
  readonly profile: string | undefined;
}

/** Which errors a rule is about. */
export type Test = (error: SdkError) => boolean;

/** What is wrong, and what to do about it. */
type Explanation = (facts: Facts) => {
  readonly code: 'credentials' | 'not-found' | 'service';
  readonly message: string;
  readonly remedy: Remedy | readonly Remedy[];
};

export type Rule = readonly [Test, Explanation];

/** An error of one of these names. */
export function named(...names: readonly string[]): Test {
  return (error) => names.includes(error.name);
}

/** An error of Node with one of these codes, or caused by one. */
export function coded(...codes: readonly string[]): Test {
  return (error) => codes.includes(codeOf(error) ?? '');
}

export function says(words: RegExp): Test {
  return (error) => words.test(error.message);
}

export function both(one: Test, other: Test): Test {
  return (error) => one(error) && other(error);
}

export function either(one: Test, other: Test): Test {
  return (error) => one(error) || other(error);
}

/** Node's code of an error, or of what caused it. */
export function codeOf(error: SdkError): string | undefined {
  return error.code ?? (error.cause as SdkError | undefined)?.code;
}
