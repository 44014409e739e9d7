import { commandsOf, type TableDefinition } from '../dynamo/model/definition';
import type { Path } from '../dynamo/model/path';
import type { Mistake } from './mistake';

/** A command of the configuration, and where in the file it is. */
export interface PlacedCommand {
  readonly path: Path;
  readonly table: Pick<TableDefinition, 'command' | 'aliases'>;
}

/** Commands of the team's tables that are something else already. */
export function commandMistakes(
  placed: readonly PlacedCommand[],
  builtIn: readonly TableDefinition[],
  reserved: ReadonlySet<string>,
): readonly Mistake[] {
  const whole = new Map<string, string>();
  const beginnings = new Map<string, string>();
  const add = (words: readonly string[], whose: string) => {
    whole.set(words.join(' '), whose);
    for (let length = 1; length < words.length; length++)
      beginnings.set(words.slice(0, length).join(' '), whose);
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
            message: `'${words.join(' ')}' is no command: lower case letters, digits and dashes`,
          },
        ];
      if (words.length > 1 && words.at(-1) === 'help')
        return [{ path: where, message: `\`ddbdbg ${words.join(' ')}\` shows the help of a system` }];
      const clash = clashOf(words, whole, beginnings);
      add(words, 'another table of this file');
      return clash ? [{ path: where, ...clash }] : [];
    }),
  );
}

function clashOf(
  words: readonly string[],
  whole: ReadonlyMap<string, string>,
  beginnings: ReadonlyMap<string, string>,
): Pick<Mistake, 'message' | 'hint'> | undefined {
  const command = words.join(' ');
  const same = whole.get(command);
  const hint = same === 'built in' ? `To change it, say what is different under overrides.` : undefined;
  if (same !== undefined) return { message: `\`ddbdbg ${command}\` is ${same} already`, hint };
  if (beginnings.has(command))
    return { message: `\`ddbdbg ${command}\` is a system already, so it can't be a table` };
  for (let length = 1; length < words.length; length++) {
    const shorter = words.slice(0, length).join(' ');
    const whose = whole.get(shorter);
    if (whose !== undefined)
      return { message: `\`ddbdbg ${shorter}\` is ${whose} already, so it can't be a system` };
  }
  return undefined;
}
