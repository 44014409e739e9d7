import type { Remedy } from '../../errors';
import type { CredentialSource } from './credentials';

/** What the SDK adds to the errors it throws. */
export interface SdkError extends Error {
  readonly code?: string;
  /** The source of credentials that failed. Absent when DynamoDB did. */
  readonly credentialSource?: CredentialSource;
  /** The HTTP status of a proxy that refused, and the environment variable that names the proxy. */
  readonly proxyStatus?: number;
  readonly proxyVariable?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly attempts?: number };
}

/** What is known about the request that failed. */
export interface Facts {
  readonly error: SdkError;
  readonly table: string | undefined;
  readonly region: string;
  readonly endpoint: string | undefined;
  /** The region or endpoint, as text. */
  readonly place: string;
  readonly profile: string | undefined;
  /** The address of the proxy that leads to the endpoint. */
  readonly proxy: string | undefined;
}

/** Whether a rule applies to an error. */
export type Test = (error: SdkError) => boolean;

/** What is wrong, and what to do about it. */
type Explanation = (facts: Facts) => {
  readonly code: 'credentials' | 'not-found' | 'service';
  readonly message: string;
  readonly remedy: Remedy | readonly Remedy[];
};

export type Rule = readonly [Test, Explanation];

/** Matches an error with one of these names. */
export function withName(...names: readonly string[]): Test {
  return (error) => names.includes(error.name);
}

/** Matches a Node error with one of these codes, or an error caused by one. */
export function withCode(...codes: readonly string[]): Test {
  return (error) => codes.includes(codeOf(error) ?? '');
}

export function messageMatches(words: RegExp): Test {
  return (error) => words.test(error.message);
}

export function both(one: Test, other: Test): Test {
  return (error) => one(error) && other(error);
}

export function either(one: Test, other: Test): Test {
  return (error) => one(error) || other(error);
}

/** Returns Node's code of an error or of its cause. */
export function codeOf(error: SdkError): string | undefined {
  return error.code ?? (error.cause as SdkError | undefined)?.code;
}
