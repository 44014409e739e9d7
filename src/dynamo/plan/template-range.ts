import { type Condition, topLevel } from '../model/condition';
import type { TableDefinition } from '../model/definition';
import { buildKey, parseTemplate } from '../model/key-template';
import { compareUtf8 } from '../model/values';
import { fixedValues } from './fixed-values';
import { type End, first, highEnd, isText, LAST, lowEnd, type Place } from './key-ends';
import type { KeyCondition } from './plan';

/** The range of a key that is composed by a template. */
export interface TemplateRange {
  /** Contains the keys of all items that meet the conditions. */
  readonly condition: KeyCondition;
  /** Conditions that every item in the range meets. Others must also be checked. */
  readonly used: readonly Condition[];
  /** No key can meet the conditions. */
  readonly impossible: boolean;
  /** A condition on a variable restricts the range, so it is more than the prefix that all items of the entity share. */
  readonly isRestricted: boolean;
}

/**
 * Returns the range of keys that the conditions on the variables of a template allow: the variables from the left that have a single value,
 * and a range or prefix of the next one. Undefined if nothing restricts the key.
 */
export function templateRange(
  table: TableDefinition,
  attribute: string,
  conditions: readonly Condition[],
): TemplateRange | undefined {
  const text = table.attributes[attribute]?.template;
  if (!text) return undefined;
  const template = parseTemplate(text);
  const about = (variable: string) => conditions.filter((condition) => topLevel(condition) === variable);
  const values = new Map<string, string>();
  const used: Condition[] = [];
  let isSeparated = true;
  let next: Condition[] = [];
  for (const [i, variable] of template.variables.entries()) {
    const [value, another] = fixedValues(table, variable, about(variable), false)?.values ?? [];
    const separator = template.literals[i + 1] ?? '';
    if (value && !another && ('S' in value || 'N' in value)) {
      values.set(variable, 'S' in value ? value.S : value.N);
      isSeparated = separator !== '';
      // Without a separator after the value, a longer value would have the same prefix.
      if (isSeparated) used.push(...about(variable));
      continue;
    }
    if (!isSeparated) break;
    next = about(variable);
    const prefix = buildKey(template, values).text;
    const range = rangeOf(attribute, { prefix, separator, definition: table.attributes[variable] }, next);
    if (range) return { ...range, used: [...used, ...range.used], isRestricted: true };
    break;
  }
  const prefix = buildKey(template, values).text;
  if (prefix === '') return undefined;
  const condition = { attribute, operator: 'begins_with', value: { S: prefix } } as const;
  return { condition, used, impossible: false, isRestricted: used.length > 0 };
}

function rangeOf(
  attribute: string,
  place: Place,
  conditions: readonly Condition[],
): Omit<TemplateRange, 'isRestricted'> | undefined {
  const begins = conditions.find((condition) => condition.operator === 'begins_with');
  const { prefix, separator } = place;
  if (begins?.operator === 'begins_with' && isText(place) && 'S' in begins.value && begins.value.S !== '') {
    const start = begins.value.S;
    const condition = { attribute, operator: 'begins_with', value: { S: prefix + start } } as const;
    // A shorter value may begin like this together with its separator.
    const isExact = separator === '' || !start.includes(first(separator));
    return { condition, used: isExact ? [begins] : [], impossible: false };
  }
  const low = narrowest(
    conditions.flatMap((condition) => lowEnd(place, condition) ?? []),
    1,
  );
  const high = narrowest(
    conditions.flatMap((condition) => highEnd(place, condition) ?? []),
    -1,
  );
  return low || high ? between(attribute, prefix, low, high) : undefined;
}

/** Returns the range between two ends, and never beyond the keys with the prefix. */
function between(
  attribute: string,
  prefix: string,
  low: End | undefined,
  high: End | undefined,
): Omit<TemplateRange, 'isRestricted'> {
  const value = (key: string) => ({ S: key });
  const used = [low, high].flatMap((end) => end?.exact ?? []);
  if (prefix === '' && !high && low)
    return {
      condition: { attribute, operator: low.inclusive ? '>=' : '>', value: value(low.key) },
      used,
      impossible: false,
    };
  if (prefix === '' && !low && high)
    return {
      condition: { attribute, operator: high.inclusive ? '<=' : '<', value: value(high.key) },
      used,
      impossible: false,
    };
  const [from, to] = [low?.key ?? prefix, high?.key ?? prefix + LAST];
  return {
    condition: { attribute, operator: 'between', low: value(from), high: value(to) },
    // BETWEEN includes both ends.
    used: [low, high].flatMap((end) => (end?.inclusive && end.exact ? [end.exact] : [])),
    impossible: compareUtf8(from, to) > 0,
  };
}

/** Returns the more restrictive of several ends: the highest lower one (`side` 1), or the lowest upper one (-1). */
function narrowest(ends: readonly End[], side: 1 | -1): End | undefined {
  return [...ends].sort(
    (a, b) => compareUtf8(b.key, a.key) * side || Number(a.inclusive) - Number(b.inclusive),
  )[0];
}
