import { isTime } from '../dynamo/model/attribute-definition';
import type { TableDefinition } from '../dynamo/model/definition';
import type { Path } from '../dynamo/model/path';
import type { Mistake } from './mistake';
import { undeclared } from './undeclared';

/** Returns the mistakes in the times of an item's life, and in what is derived from them. */
export function lifeMistakes(table: TableDefinition): readonly Mistake[] {
  const { life = {}, display } = table;
  const times = Object.entries(life).flatMap(([moment, name]) => timeMistakes(name, ['life', moment], table));
  const isWhole = life.began !== undefined && life.ended !== undefined;
  const unmeasured =
    display?.duration === true && !isWhole
      ? [{ path: ['display', 'duration'], message: 'a duration requires began and ended under life' }]
      : [];
  const unexpired =
    table.ttlHours !== undefined && (table.ttl === undefined || life.began === undefined)
      ? [{ path: ['ttlHours'], message: 'ttlHours requires ttl, and began under life' }]
      : [];
  return [...times, ...unmeasured, ...unexpired];
}

/** Returns the mistake in a reference to a time attribute, if any. */
export function timeMistakes(name: string, path: Path, table: TableDefinition): readonly Mistake[] {
  const { attributes } = table;
  if (!Object.hasOwn(attributes, name)) return [undeclared(name, path, table)];
  if (attributes[name]?.virtual)
    return [{ path, message: `${name} is virtual, so items have no such attribute` }];
  if (isTime(attributes[name])) return [];
  const hint = 'Set its format to time, epoch-seconds or epoch-millis.';
  return [{ path, message: `${name} is not a time`, hint }];
}
