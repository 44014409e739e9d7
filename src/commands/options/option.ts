import type * as z from 'zod/mini';
import type { Defaults } from '../../config/configuration';

/** The functions that check values. Loaded when a command runs, as help and completion do not need them. */
export type Checks = typeof import('./checks');

/**
 * The specification of an option. The parser, the check of its value, help, the man page, completion, and its environment variable and
 * configuration key all come from this object.
 */
export interface OptionSpec<S extends z.ZodMiniType = z.ZodMiniType> {
  /** In the syntax of commander: `-o, --output <format>`. */
  readonly flags: string;
  readonly description: string;
  /** A description of half a line. Only shared options with one are in the short help (`-h`). */
  readonly brief?: string;
  readonly group: OptionGroup;
  /** Checks and converts the value. */
  readonly schema: (checks: Checks) => S;
  /** The default value. */
  readonly fallback?: z.output<S>;
  /** The environment variable that applies when the option is absent. */
  readonly variable?: string;
  /** The key of the configuration that applies when both are absent. */
  readonly configured?: keyof Defaults;
  /** The member of a question or a target that it sets, if its name differs. */
  readonly member?: string;
  /** The only valid values. */
  readonly choices?: readonly string[];
  /** Values for completion. Others are also valid. */
  readonly suggestions?: readonly string[];
  /** The attributes that a condition may be about, for completion. */
  readonly attributes?: KnownAttributes;
  /** Takes a comma-separated list. If given more than once, the lists add up. */
  readonly list?: boolean;
  /** Takes the path of a file or directory. */
  readonly path?: 'file' | 'directory';
  /** May be given more than once. The values are collected. */
  readonly repeatable?: boolean;
  /**
   * Determines which items are found. Such an option is refused if given twice, as ignoring one would return other items than were asked
   * for. Of other options the last one applies, so that a shell alias can be overridden.
   */
  readonly once?: boolean;
}

/** The names of attributes, each with its known values. */
export type KnownAttributes = Readonly<Record<string, readonly string[]>>;

export type OptionGroup = 'Lookup options:' | 'Output options:' | 'Connection options:' | 'Options:';

/** Options by the name of their value in commander: `endpointUrl` for `--endpoint-url`. */
export type OptionSet = Readonly<Record<string, OptionSpec>>;

/** The values of an option set. */
export type Values<O extends OptionSet> = {
  readonly [K in keyof O]: O[K] extends { readonly fallback: unknown }
    ? z.output<ReturnType<O[K]['schema']>>
    : z.output<ReturnType<O[K]['schema']>> | undefined;
};

/** The values of a command's options as commander parses them: text, lists of text, or switches. */
export type GivenOptions = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** Returns a set of options in one group. */
export function optionsIn<const O extends Readonly<Record<string, Omit<OptionSpec, 'group'>>>>(
  group: OptionGroup,
  options: O,
): { readonly [K in keyof O]: O[K] & { readonly group: OptionGroup } } {
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => [name, { ...option, group }]),
  ) as {
    readonly [K in keyof O]: O[K] & { readonly group: OptionGroup };
  };
}

/** The members of an option that takes one of a few words. */
export function oneOf<const T extends readonly [string, ...string[]]>(choices: T) {
  return { choices, schema: (checks: Checks) => checks.choice(choices) };
}

/** The members of a switch. */
export const SWITCH = { schema: ({ z }: Checks) => z.boolean(), fallback: false } as const;

/** Returns the long name without the leading dashes: `no-color` of `--no-color`. */
export function longName({ flags }: Pick<OptionSpec, 'flags'>): string {
  return /--([\w-]+)/.exec(flags)?.[1] ?? '';
}

/** Returns the name of an option's value in commander: `endpoint-url` becomes `endpointUrl`. */
export function camelCase(option: string): string {
  return option.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
