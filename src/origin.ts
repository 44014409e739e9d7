/**
 * The part of a question, environment or definition that a condition or an error comes from. Plain data, as each surface shows it
 * differently: an option on a terminal is a form field in a window.
 */
export type Origin =
  /** The command's argument, by the name of its attribute. */
  | { readonly part: 'argument'; readonly name: string }
  /** An option of the table's command, without dashes, and its value as typed. */
  | { readonly part: 'option'; readonly name: string; readonly text: string }
  /** The time window. At least one end is set. */
  | { readonly part: 'window'; readonly since?: string | undefined; readonly until?: string | undefined }
  /**
   * A condition on any attribute, as typed, or only its path if the value is secret. `isNegated` if its opposite is asked. `at` is the
   * position of an error in it.
   */
  | { readonly part: 'where'; readonly text: string; readonly isNegated?: boolean; readonly at?: number }
  /** A member of the question or of its target, such as `limit` or `endpoint`. */
  | { readonly part: 'setting'; readonly name: string }
  /** Members that cannot be combined. */
  | { readonly part: 'settings'; readonly names: readonly string[] }
  /** A setting of the shared AWS configuration files. */
  | { readonly part: 'aws-config'; readonly name: string }
  /** An environment variable. */
  | { readonly part: 'variable'; readonly name: string }
  /** A condition that an access pattern adds. */
  | { readonly part: 'pattern'; readonly attribute: string }
  /** A condition that a key template implies for every item of its entity. */
  | { readonly part: 'template'; readonly template: string };

/** Whether the opposite of a condition was asked for. */
export function isNegated(origin: Origin): boolean {
  return origin.part === 'where' && origin.isNegated === true;
}
