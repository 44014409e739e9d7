import { Chalk } from 'chalk';
import type { Meaning } from '../dynamo/model/attribute-definition';

/** The reason for which a text is styled. */
export type Style = Meaning | 'heading' | 'quiet' | 'expired';

export type Paint = (text: string, style: Style | undefined) => string;

/**
 * Returns a function that colors text by its style, or leaves it unchanged if `color` is false. Uses only the 16 colors of the terminal's
 * theme.
 */
export function painter(color: boolean): Paint {
  if (!color) return (text) => text;
  const chalk = new Chalk({ level: 1 });
  const styles: Readonly<Record<Style, (text: string) => string>> = {
    good: chalk.green,
    bad: chalk.red,
    active: chalk.cyan,
    idle: chalk.dim,
    heading: chalk.bold,
    quiet: chalk.dim,
    expired: chalk.yellow,
  };
  return (text, style) => (style === undefined || text === '' ? text : styles[style](text));
}
