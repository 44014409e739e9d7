import type { Origin } from './origin';

/**
 * The reason why a run failed, which determines the exit code. Every expected error is a DdbdbgError. Any other error that reaches `main`
 * is a bug and is reported as `internal`.
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
 * How the user can fix an error. A sentence applies on every surface. Anything that depends on the surface, such as an option, is data
 * that the surface formats.
 */
export type Remedy =
  | string
  /** Show the help of a command, or of the program if absent. */
  | { readonly kind: 'help'; readonly command?: readonly string[] }
  /** Check parts of the target. `because` is the reason. */
  | { readonly kind: 'check'; readonly what: readonly TargetPart[]; readonly because?: string }
  | { readonly kind: 'list-tables' }
  /** Ask with a condition on an attribute instead. */
  | { readonly kind: 'where'; readonly condition: string }
  /** Ask any table with this condition, which then looks at some items to find out how they store times. */
  | { readonly kind: 'find-with'; readonly condition: string; readonly isNegated: boolean }
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
  /** Ask with these conditions, or with their opposite, instead. */
  | { readonly kind: 'conditions'; readonly conditions: readonly string[]; readonly isNegated: boolean }
  /** Ask the command of a table, with one of its options. */
  | {
      readonly kind: 'ask-command';
      readonly command: readonly string[];
      readonly option: string;
      readonly value: string;
    }
  | { readonly kind: 'sso-login'; readonly profile: string | undefined; readonly expired?: boolean }
  | { readonly kind: 'mfa-session'; readonly profile: string | undefined }
  /** `profile` is the one without credentials, if one was named. */
  | { readonly kind: 'find-credentials'; readonly profile: string | undefined }
  | { readonly kind: 'check-credentials' }
  | { readonly kind: 'ask-for-permission' }
  | { readonly kind: 'repeat-question' }
  /** Continue after the last item returned. */
  | { readonly kind: 'resume'; readonly cursor: string }
  /** There are more items, but the cursor would contain the value of a secret attribute. */
  | { readonly kind: 'reveal-cursor'; readonly attribute: string }
  /** Review a configuration file and say that it is trusted. Or, for a `setting` of the file, choose another value. */
  | { readonly kind: 'trust-file'; readonly file: string; readonly setting?: 'profile' | 'endpoint' }
  /** Name the configuration file, which then needs no trust. */
  | { readonly kind: 'name-config' }
  /** Name the file that a link leads to. */
  | { readonly kind: 'name-linked-file' }
  | { readonly kind: 'rename-definition' }
  | { readonly kind: 'print-definition' }
  | { readonly kind: 'choose-engine'; readonly before: string }
  | { readonly kind: 'choose-port'; readonly before?: string };

/** A setting that determines where requests are sent and which table they read. */
export type TargetPart = 'endpoint' | 'region' | 'profile' | 'stage' | 'table' | 'network';

/** The exit code of each error. Scripts rely on these numbers. */
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
  /** The part of the question that is wrong. A message in lower case continues a sentence that starts with it: `is required.` */
  readonly about?: Origin | undefined;
  readonly remedy?: Remedy | readonly Remedy[] | undefined;
  readonly cause?: unknown;
}

/** An expected error: what is wrong, the part of the question that it concerns, and how to fix it. */
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

/** Returns an error for an invalid question or configuration. Nothing was sent. */
export function usageError(
  message: string,
  remedy?: Remedy | readonly Remedy[],
  about?: Origin,
): DdbdbgError {
  return new DdbdbgError('usage', message, { remedy, about });
}

/** The errors of the operating system that users cause, in words. */
const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of the path is not a directory',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'too many symbolic links',
};

/** Returns the reason of an error of the file system, to continue a sentence: Node's message repeats the path and the operation. */
export function systemErrorText(error: unknown): string {
  const { code = '', message = String(error) } = (error ?? {}) as NodeJS.ErrnoException;
  return SYSTEM_ERRORS[code] ?? message;
}
