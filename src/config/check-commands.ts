import { commandsOf, type TableDefinition } from '../dynamo/model/definition';
import type { Path } from '../dynamo/model/path';
import type { Mistake } from './mistake';

/** A command of the configuration and its path in the file. */
export interface PlacedCommand {
  readonly path: Path;
  readonly table: Pick<TableDefinition, 'command' | 'aliases'>;
}

/** Returns the mistakes in the commands of configured tables: invalid words, and names already in use. */
export function commandMistakes(
  placed: readonly PlacedCommand[],
  builtIn: readonly TableDefinition[],
  reserved: ReadonlySet<string>,
): readonly Mistake[] {
  const full = new Map<string, string>();
  const prefixes = new Map<string, string>();
  const add = (words: readonly string[], owner: string) => {
    full.set(words.join(' '), owner);
    for (let length = 1; length < words.length; length++)
      prefixes.set(words.slice(0, length).join(' '), owner);
  };
  for (const word of reserved) add([word], 'a command of ddbdbg');
  for (const table of builtIn) for (const words of commandsOf(table)) add(words, 'built in');

  return placed.flatMap(({ path, table }) =>
    commandsOf(table).flatMap((words, i): readonly Mistake[] => {
      const where = i === 0 ? path : [...path, 'aliases', i - 1];
      const bad = words.find((word) => !/^[a-z0-9][a-z0-9_-]*$/.test(word));
      if (bad !== undefined || words.length === 0)
        return [
          {
            path: where,
            message: `'${words.join(' ')}' is not a valid command: use lowercase letters, digits, dashes and underscores`,
          },
        ];
      if (words.length > 1 && words.at(-1) === 'help')
        return [{ path: where, message: `\`ddbdbg ${words.join(' ')}\` is reserved for help` }];
      const clash = clashOf(words, full, prefixes);
      add(words, 'another table of this file');
      return clash ? [{ path: where, ...clash }] : [];
    }),
  );
}

function clashOf(
  words: readonly string[],
  full: ReadonlyMap<string, string>,
  prefixes: ReadonlyMap<string, string>,
): Pick<Mistake, 'message' | 'hint'> | undefined {
  const command = words.join(' ');
  const same = full.get(command);
  const hint = same === 'built in' ? 'To change it, use overrides.' : undefined;
  if (same !== undefined) return { message: `\`ddbdbg ${command}\` is already ${same}`, hint };
  if (prefixes.has(command))
    return { message: `\`ddbdbg ${command}\` is already a system, so it cannot be a table` };
  for (let length = 1; length < words.length; length++) {
    const shorter = words.slice(0, length).join(' ');
    const owner = full.get(shorter);
    if (owner !== undefined)
      return { message: `\`ddbdbg ${shorter}\` is already ${owner}, so it cannot be a system` };
  }
  return undefined;
}
