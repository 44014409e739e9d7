/** One option, described once for everything: parsing, help, completion. */
export interface OptionSpec {
  /** As commander takes it: `-o, --output <format>`. */
  readonly flags: string;
  readonly description: string;
  readonly group: OptionGroup;
  /** The only values there are. */
  readonly choices?: readonly string[];
  /** Values to offer to whoever types; others may be as good. */
  readonly suggestions?: readonly string[];
  /** Takes several values with commas between them. */
  readonly list?: boolean;
  /** Takes the name of one. */
  readonly path?: 'file' | 'directory';
  /** May be given several times; the values are collected. */
  readonly repeatable?: boolean;
  /** Says which items are wanted. Of other options the last one counts; here one that goes unheeded would be a wrong answer. */
  readonly condition?: boolean;
}

export type OptionGroup = 'Lookup options:' | 'Output options:' | 'Connection options:' | 'Options:';

/** What commander makes of the options of a command: camel case names to text, lists of text, or switches. */
export type RawOptions = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** The option's long name without dashes: `no-color` of `--no-color`. */
export function longName({ flags }: OptionSpec): string {
  return /--([\w-]+)/.exec(flags)?.[1] ?? '';
}

/** The name under which the option's value is found; a negated one turns off what it negates. */
export function optionName(option: OptionSpec): string {
  return camelCase(longName(option).replace(/^no-/, ''));
}

/** The name that commander gives an option's value: `endpoint-url` becomes `endpointUrl`. */
export function camelCase(option: string): string {
  return option.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
