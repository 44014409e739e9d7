import type { Command } from 'commander';
import { usageError } from '../../errors';
import { after, findOption, startOf } from './parse-state';

/**
 * Throws a usage error where the value of an option looks like the next option (`--tenant --status failure`): commander would take it
 * for the value, and complain of something else or of nothing.
 */
export function refuseForgottenValue(program: Command, words: readonly string[]): void {
  let place = startOf(program);
  for (const word of words) {
    const { command, pending } = place;
    if (pending?.required && isOption(command, word)) {
      throw usageError(
        `${pending.long} needs a value.`,
        `A value that begins with a dash follows an equals sign: ${pending.long}=<value>.`,
      );
    }
    place = after(place, word);
  }
}

function isOption(command: Command, word: string): boolean {
  const [name = ''] = word.split('=');
  return name === '--help' || name === '-h' || findOption(command, name) !== undefined;
}
