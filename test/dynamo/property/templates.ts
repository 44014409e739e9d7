import type { AttributeDefinition } from '../../../src/dynamo/model/attribute-definition';
import type { AttributeValue, Item } from '../../../src/dynamo/model/values';
import type { Column } from './columns';

/** An attribute that exists only in the key `inside`, as part number `part` between the separators (`#` unless another is given). */
export interface Virtual extends Column {
  readonly inside: string;
  readonly part: number;
  readonly separator?: string;
}

/** A key attribute that is composed of others. */
export interface Templated {
  readonly key: Column;
  readonly virtual: readonly Virtual[];
  /** The key made of an item's other attributes and these parts of its own, or undefined when an attribute is missing. */
  readonly build: (item: Item, parts: readonly string[]) => string | undefined;
}

type MakeColumn = (kind: Omit<Column, 'name'>) => Column;

/** `T#{tenant}#S#{status}`, where the status is also an attribute. */
export function partitionTemplate(column: MakeColumn, status: Column): Templated {
  const tenant = column(hidden('a', 'ab', 'b'));
  const template = `T#{${tenant.name}}#S#{${status.name}}`;
  const key = column(composed(template, 'T#a#S#on', 'T#ab#S#off', 'T#b#S#odd', 'T#a'));
  return {
    key,
    virtual: [{ ...tenant, inside: key.name, part: 1 }],
    build: (item, [part]) => {
      const word = item[status.name];
      return word && 'S' in word ? `T#${part}#S#${word.S}` : undefined;
    },
  };
}

/** `E#{kind}#{rank}`, whose variables exist nowhere else. */
export function sortTemplate(column: MakeColumn): Templated {
  const kind = column(hidden('x', 'xy', 'y'));
  const rank = column(hidden('1', '10', '2'));
  const key = column(composed(`E#{${kind.name}}#{${rank.name}}`, 'E#x#1', 'E#xy#10', 'E#', 'E#x', 'E#y#'));
  return {
    key,
    virtual: [kind, rank].map((one, i) => ({ ...one, inside: key.name, part: i + 1 })),
    build: (_, [first, second]) => `E#${first}#${second}`,
  };
}

/** `O#{when}#{serial}`: a time, which items also have as an attribute unless it is hidden, and a number that makes the key unique. */
export function timeTemplate(
  column: MakeColumn,
  when: Column,
  separator: string,
  isHidden: boolean,
): Templated {
  const serial = column(hidden('1', '10', '2'));
  const inside = isHidden ? column({ ...when, definition: { ...when.definition, virtual: true } }) : when;
  const join = (...parts: string[]) => parts.join(separator);
  const template = join('O', `{${inside.name}}`, `{${serial.name}}`);
  const key = column(composed(template, join('O', '2025-06-16T12:00:00Z', '1'), join('O', '2025'), 'O', 'P'));
  const place = { inside: key.name, separator };
  return {
    key,
    virtual: [...(isHidden ? [{ ...inside, ...place, part: 1 }] : []), { ...serial, ...place, part: 2 }],
    build: (item, parts) => {
      const time = isHidden ? { S: parts[0] ?? '' } : item[when.name];
      return time && 'S' in time ? join('O', time.S, parts.at(-1) ?? '') : undefined;
    },
  };
}

/** `W#{word}` or `{word}|{rank}`, with words that sort around the separator and are prefixes of each other. */
export function wordTemplate(column: MakeColumn, isLast: boolean): Templated {
  const word = column(hidden('R', 'R1', 'R!', 'R~', 'Ra', 'R 1', 'S', 'é', 'A'));
  const rank = column(hidden('1', '10', '2'));
  const template = isLast ? `W#{${word.name}}` : `{${word.name}}|{${rank.name}}`;
  const key = column(composed(template, 'W#R', 'W#R1', 'R|1', 'R!|10', 'X'));
  const virtual = isLast
    ? [{ ...word, inside: key.name, part: 1 }]
    : [word, rank].map((one, i) => ({ ...one, inside: key.name, part: i, separator: '|' }));
  return {
    key,
    virtual,
    build: (_, [first, second]) => (isLast ? `W#${first}` : `${first}|${second}`),
  };
}

function hidden(...words: string[]): Omit<Column, 'name'> {
  return { definition: { type: 'S', virtual: true }, values: texts(words) };
}

/** The values are those in questions. Items get the matching key. */
function composed(template: string, ...words: string[]): Omit<Column, 'name'> {
  const definition: AttributeDefinition = { type: 'S', template };
  return { definition, values: texts(words) };
}

function texts(words: readonly string[]): AttributeValue[] {
  return words.map((S) => ({ S }));
}
