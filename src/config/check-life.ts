import { isTime, type TableDefinition } from '../dynamo/model/definition';
import type { Mistake } from './mistake';
import { undeclared } from './undeclared';

/** Returns the mistakes in the times of an item's life, and in what is derived from them. */
export function lifeMistakes(table: TableDefinition): readonly Mistake[] {
  const { life = {}, display, attributes } = table;
  const times = Object.entries(life).flatMap(([moment, name]): readonly Mistake[] => {
    const path = ['life', moment];
    if (!Object.hasOwn(attributes, name)) return [undeclared(name, path, table)];
    if (attributes[name]?.virtual)
      return [{ path, message: `${name} is virtual, so items have no such attribute` }];
    if (isTime(attributes[name])) return [];
    return [
      {
        path,
        message: `${name} is not a time`,
        hint: 'Set its format to time, epoch-seconds or epoch-millis.',
      },
    ];
  });
  const isWhole = life.began !== undefined && life.ended !== undefined;
  const duration: readonly Mistake[] =
    display?.duration === true && !isWhole
      ? [{ path: ['display', 'duration'], message: 'a duration requires began and ended under life' }]
      : [];
  return [...times, ...duration];
}
