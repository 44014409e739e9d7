import { type Condition, topLevel } from '../model/condition';
import type { TableDefinition } from '../model/definition';
import { buildKey, parseTemplate } from '../model/key-template';
import { matches } from '../model/matches';
import { type AttributeValue, canonical } from '../model/values';

/** The few values that a key attribute can have, given the conditions. */
export interface Fixed {
  /** Each once. None where the conditions contradict each other. */
  readonly values: readonly AttributeValue[];
  /** Conditions that these values answer fully. */
  readonly used: readonly Condition[];
  /** Attributes that nothing fixed, so that all of their known values are among these. */
  readonly assumed: readonly string[];
}

/** More Queries than this for one question would cost more than they save. */
export const MAX_VALUES = 100;

/**
 * The few values that an attribute can have: those the conditions name, those its template builds, or (where `assume`)
 * all that are known of an enumerated one.
 */
export function fixedValues(
  table: TableDefinition,
  attribute: string,
  conditions: readonly Condition[],
  assume: boolean,
): Fixed | undefined {
  const about = conditions.filter((condition) => topLevel(condition) === attribute);
  const meeting = (values: readonly AttributeValue[]) =>
    once(values).filter((value) => about.every((condition) => matches(condition, { [attribute]: value })));
  const named = about.find((condition) => condition.operator === '=' || condition.operator === 'in');
  if (named) {
    const values = named.operator === 'in' ? named.values : 'value' in named ? [named.value] : [];
    return { values: meeting(values), used: about, assumed: [] };
  }
  const definition = table.attributes[attribute];
  if (definition?.template) {
    const built = builtValues(table, definition.template, conditions, assume);
    return built && { ...built, values: meeting(built.values), used: [...built.used, ...about] };
  }
  if (!assume || !definition?.values || definition.open) return undefined;
  const { type } = definition;
  const known = definition.values.flatMap(({ stored }) =>
    stored.map((text): AttributeValue => (type === 'N' ? { N: text } : { S: text })),
  );
  return { values: meeting(known), used: about, assumed: [attribute] };
}

/** All keys that a template makes out of the values its variables can have. */
function builtValues(
  table: TableDefinition,
  text: string,
  conditions: readonly Condition[],
  assume: boolean,
): Fixed | undefined {
  const template = parseTemplate(text);
  let choices: ReadonlyMap<string, string>[] = [new Map()];
  const used: Condition[] = [];
  const assumed: string[] = [];
  for (const variable of template.variables) {
    const fixed = fixedValues(table, variable, conditions, assume);
    if (!fixed) return undefined;
    const words = fixed.values.flatMap((value) => ('S' in value ? [value.S] : 'N' in value ? [value.N] : []));
    if (choices.length * words.length > MAX_VALUES) return undefined;
    choices = choices.flatMap((choice) => words.map((word) => new Map([...choice, [variable, word]])));
    used.push(...fixed.used);
    assumed.push(...fixed.assumed);
  }
  return { values: choices.map((choice) => ({ S: buildKey(template, choice).text })), used, assumed };
}

function once(values: readonly AttributeValue[]): readonly AttributeValue[] {
  return [...new Map(values.map((value) => [canonical(value), value])).values()];
}
