import type { TableDefinition } from '../dynamo/model/definition';
import type { DdbdbgError } from '../errors';

/** What holds where neither option nor environment says anything. */
export interface Defaults {
  readonly output?: string | undefined;
  readonly numbers?: string | undefined;
  readonly times?: string | undefined;
  readonly color?: string | undefined;
  readonly profile?: string | undefined;
  /** Unlike the region of an option, it gives way to that of an ARN. */
  readonly defaultRegion?: string | undefined;
  readonly defaultEndpoint?: string | undefined;
  readonly stage?: string | undefined;
  /** A Scan of a table up to this size just runs. */
  readonly scanLimitMb?: number | undefined;
}

/** A configuration file. */
export interface FoundFile {
  readonly path: string;
  /** It is the user's, and no project's. */
  readonly isPersonal: boolean;
}

/** What the program knows of tables and of the user's habits: built in, and from the configuration file if there is one. */
export interface Configuration {
  readonly file?: FoundFile | undefined;
  /** The tables that have a command, under their names with only `{stage}` still open. */
  readonly catalog: readonly TableDefinition[];
  /** Those of the chosen context go before those that always hold. */
  readonly defaults: Defaults;
  /** The names of all contexts. */
  readonly contexts?: readonly string[];
  /** The context that was chosen, and which defaults are its own. */
  readonly context?: { readonly name: string; readonly values: Defaults } | undefined;
  /** Why the file could not be used. Then nothing of it counts, and no command may run. */
  readonly problem?: DdbdbgError | undefined;
}
