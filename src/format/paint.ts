import { Chalk } from 'chalk';
import type { Meaning } from '../dynamo/model/definition';

/** Why a text looks different from plain text. */
export type Style = Meaning | 'heading' | 'quiet' | 'expired';

export type Paint = (text: string, style: Style | undefined) => string;

/** Colours texts by their style, or leaves them alone. Only the 16 colours that follow the terminal's own theme. */
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
