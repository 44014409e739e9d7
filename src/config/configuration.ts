import type { TableDefinition } from '../dynamo/model/definition';
import type { DdbdbgError } from '../errors';
import type { TrustedPart } from './needs-trust';

/** The values that apply when neither an option nor the environment sets one. */
export interface Defaults {
  readonly output?: string | undefined;
  readonly numbers?: string | undefined;
  readonly times?: string | undefined;
  readonly color?: string | undefined;
  readonly profile?: string | undefined;
  /** Unlike a region given as an option, it is overridden by the region of an ARN. */
  readonly defaultRegion?: string | undefined;
  readonly defaultEndpoint?: string | undefined;
  readonly stage?: string | undefined;
  /** The size in megabytes up to which a table may be scanned without permission. */
  readonly scanLimitMb?: number | undefined;
}

/** A configuration file. */
export interface FoundFile {
  readonly path: string;
  /** Whether it is in the user's configuration directory, not in a project. */
  readonly isPersonal: boolean;
  /** Whether it was found in the working directory or a parent, so that it may be somebody else's. */
  readonly isFound: boolean;
}

/** A file that was found and that the user does not trust, or no longer: what it could do if it were trusted has no effect. */
export interface Untrusted {
  /** The file's name in messages. */
  readonly shown: string;
  readonly fingerprint: string;
  /** Whether the user has trusted earlier contents of the file. */
  readonly hasChanged: boolean;
  readonly parts: readonly TrustedPart[];
  /** Tables whose secrets stay hidden even in a table that the file declares under the same name. */
  readonly guarded: readonly TableDefinition[];
}

/** The tables and defaults: built in, and from the configuration file if one exists. */
export interface Configuration {
  readonly file?: FoundFile | undefined;
  readonly untrusted?: Untrusted | undefined;
  /** The tables that have a command. Of the variables in their names, only `{stage}` is not replaced yet. */
  readonly catalog: readonly TableDefinition[];
  /** The defaults of the file, overridden by those of the chosen context. */
  readonly defaults: Defaults;
  /** The names of all contexts. */
  readonly contexts?: readonly string[];
  /** The chosen context and its defaults. */
  readonly context?: { readonly name: string; readonly values: Defaults } | undefined;
  /** Why the file is invalid. Then none of it applies, and no command may run. */
  readonly problem?: DdbdbgError | undefined;
}
