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
  /** What the user can do about it, as a sentence. */
  hint?: string | undefined;
  cause?: unknown;
}

/** An error with a message for people: what is wrong, and (as the hint) what to do about it. */
export class DdbdbgError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'DdbdbgError';
    this.code = code;
    this.hint = details.hint;
  }
}

/** The command line or the configuration is wrong; nothing was sent. */
export function usageError(message: string, hint?: string): DdbdbgError {
  return new DdbdbgError('usage', message, { hint });
}
