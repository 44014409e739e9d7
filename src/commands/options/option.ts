import type * as z from 'zod/mini';
import type { Defaults } from '../../config/configuration';

/** What values are checked with. It is loaded when a command runs, as help and completion need none of it. */
export type Checks = typeof import('./checks');

/**
 * One option, and everything there is to know about it: the parser, the check of its value, help, the man page, completion, and the
 * environment and configuration that stand in for it all come from this object.
 */
export interface OptionSpec<S extends z.ZodMiniType = z.ZodMiniType> {
  /** As commander takes it: `-o, --output <format>`. */
  readonly flags: string;
  readonly description: string;
  readonly group: OptionGroup;
  /** Checks and converts the value. */
  readonly schema: (checks: Checks) => S;
  /** The value if nothing else says. */
  readonly fallback?: z.output<S>;
  /** The environment variable that counts where the option is absent. */
  readonly variable?: string;
  /** The key of the configuration that counts where both are absent. */
  readonly configured?: keyof Defaults;
  /** The member of a question or a target that it sets, where that has another name. */
  readonly member?: string;
  /** The only values there are. */
  readonly choices?: readonly string[];
  /** Values to offer; others may be as good. */
  readonly suggestions?: readonly string[];
  /** Takes several values with commas between them. */
  readonly list?: boolean;
  /** Takes the name of one. */
  readonly path?: 'file' | 'directory';
  /** May be given several times; the values are collected. */
  readonly repeatable?: boolean;
  /** Says which items are wanted. Of other options the last one counts; of these a second one is refused, as an ignored one would give a wrong answer. */
  readonly condition?: boolean;
}

export type OptionGroup = 'Lookup options:' | 'Output options:' | 'Connection options:' | 'Options:';

/** Options by the names that commander gives their values: `endpointUrl` for `--endpoint-url`. */
export type OptionSet = Readonly<Record<string, OptionSpec>>;

/** The values of an option set. */
export type Values<O extends OptionSet> = {
  readonly [K in keyof O]: O[K] extends { readonly fallback: unknown }
    ? z.output<ReturnType<O[K]['schema']>>
    : z.output<ReturnType<O[K]['schema']>> | undefined;
};

/** What commander makes of a command's options: text, lists of text, or switches. */
export type GivenOptions = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** A set of options of one group. */
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

/** The parts of an option that takes one of a few words. */
export function oneOf<const T extends readonly [string, ...string[]]>(choices: T) {
  return { choices, schema: (checks: Checks) => checks.choice(choices) };
}

/** The parts of a switch. */
export const SWITCH = { schema: ({ z }: Checks) => z.boolean(), fallback: false } as const;

/** The long name without dashes: `no-color` of `--no-color`. */
export function longName({ flags }: Pick<OptionSpec, 'flags'>): string {
  return /--([\w-]+)/.exec(flags)?.[1] ?? '';
}

/** The name that commander gives an option's value: `endpoint-url` becomes `endpointUrl`. */
export function camelCase(option: string): string {
  return option.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
