import type { Origin } from './origin';

/**
 * Why a run ended badly, in the words of the exit code table. Every error that a user should see is a
 * DdbdbgError; anything else that reaches `main` is a bug and is reported as `internal`.
 */
export type ErrorCode =
  | 'usage'
  | 'credentials'
  | 'expectation'
  | 'not-found'
  | 'scan-refused'
  | 'service'
  | 'internal'
  | 'interrupted'
  | 'terminated';

/**
 * What the user can do about an error. A plain sentence holds on every surface; whatever has a different name on each of them is
 * data, which the surface words.
 */
export type Remedy =
  | string
  /** See which options a command takes; all commands when absent. */
  | { readonly kind: 'help'; readonly command?: readonly string[] }
  /** Check where the question was sent, and why. */
  | { readonly kind: 'check'; readonly what: readonly TargetPart[]; readonly because?: string }
  | { readonly kind: 'list-tables' }
  | { readonly kind: 'list-patterns' }
  | { readonly kind: 'describe-table'; readonly table: string }
  | { readonly kind: 'start-local-engine' }
  | { readonly kind: 'allow-scan' }
  | { readonly kind: 'allow-plain-http' }
  | { readonly kind: 'override-region' }
  | { readonly kind: 'limit-rate' }
  | { readonly kind: 'lower-limit' }
  | { readonly kind: 'choose-columns'; readonly instead: string }
  | { readonly kind: 'sort-direction' }
  | { readonly kind: 'sso-login'; readonly profile: string | undefined; readonly expired?: boolean }
  | { readonly kind: 'mfa-session' }
  | { readonly kind: 'find-credentials' }
  | { readonly kind: 'check-credentials' }
  | { readonly kind: 'ask-for-permission' }
  | { readonly kind: 'repeat-question' }
  /** Continue behind all that was handed out. */
  | { readonly kind: 'resume'; readonly cursor: string }
  /** There is more, but its cursor would hold the value of a secret attribute. */
  | { readonly kind: 'reveal-cursor'; readonly attribute: string }
  | { readonly kind: 'rename-definition' }
  | { readonly kind: 'print-definition' }
  | { readonly kind: 'choose-engine'; readonly before: string }
  | { readonly kind: 'choose-port'; readonly before?: string };

/** What decides where a question goes, and what it finds there. */
export type TargetPart = 'endpoint' | 'region' | 'profile' | 'stage' | 'table' | 'network';

/** The one table of exit codes. Scripts rely on these numbers. */
export const EXIT_CODES: Readonly<Record<ErrorCode, number>> = {
  service: 1,
  internal: 1,
  usage: 2,
  credentials: 3,
  expectation: 4,
  'not-found': 5,
  'scan-refused': 6,
  interrupted: 130,
  terminated: 143,
};

export interface ErrorDetails {
  /** The part of the question that is wrong. The message may then be the rest of a sentence that begins with it: `is required.` */
  readonly about?: Origin | undefined;
  readonly remedy?: Remedy | readonly Remedy[] | undefined;
  readonly cause?: unknown;
}

/** An error that a user can act on: what is wrong, what it is about, and what to do. */
export class DdbdbgError extends Error {
  readonly code: ErrorCode;
  readonly about: Origin | undefined;
  readonly remedies: readonly Remedy[];

  constructor(code: ErrorCode, message: string, { about, remedy = [], cause }: ErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'DdbdbgError';
    this.code = code;
    this.about = about;
    this.remedies = Array.isArray(remedy) ? remedy : [remedy as Remedy];
  }
}

/** The question or the configuration is wrong; nothing was sent. */
export function usageError(
  message: string,
  remedy?: Remedy | readonly Remedy[],
  about?: Origin,
): DdbdbgError {
  return new DdbdbgError('usage', message, { remedy, about });
}
