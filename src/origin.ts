/**
 * The part of a question, or of its surroundings, that something comes from. Plain data, as each surface has its own words for it: what
 * is an option on a terminal is a field of a form in a window.
 */
export type Origin =
  /** The command's argument, by the name of its attribute. */
  | { readonly part: 'argument'; readonly name: string }
  /** An option of the table's own, without dashes, and the text given for it. */
  | { readonly part: 'option'; readonly name: string; readonly text: string }
  /** The window of time. At least one end is given. */
  | { readonly part: 'window'; readonly since?: string | undefined; readonly until?: string | undefined }
  /** A condition on any attribute, as typed; only the path where the value is secret. `at` is the position of what is wrong with it. */
  | { readonly part: 'where'; readonly text: string; readonly at?: number }
  /** A member of the question or of its target, such as `limit` or `endpoint`. */
  | { readonly part: 'setting'; readonly name: string }
  /** An environment variable. */
  | { readonly part: 'variable'; readonly name: string }
  /** What an access pattern says of an attribute that the user has not mentioned. */
  | { readonly part: 'pattern'; readonly attribute: string }
  /** What a key template says of every item of the entity. */
  | { readonly part: 'template'; readonly template: string };
