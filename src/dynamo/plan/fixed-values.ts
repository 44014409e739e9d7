import { type Condition, topLevel } from '../model/condition';
import type { TableDefinition } from '../model/definition';
import { buildKey, parseTemplate } from '../model/key-template';
import { matches } from '../model/matches';
import { type AttributeValue, distinctValues } from '../model/values';

/** The values that a key attribute can have under the conditions. */
export interface Fixed {
  /** Without duplicates. Empty when the conditions contradict each other. */
  readonly values: readonly AttributeValue[];
  /** Conditions that these values fully satisfy. */
  readonly used: readonly Condition[];
  /** Attributes that no condition fixes, so that all of their known values are included. */
  readonly assumed: readonly string[];
}

/** Maximum number of Queries for one question. More would cost more than they save. */
export const MAX_VALUES = 1000;

/**
 * Returns the values that an attribute can have: those named by conditions, those built by its template, or (if `assume`) all known values
 * of an enumerated attribute. Undefined if there is no such list.
 */
export function fixedValues(
  table: TableDefinition,
  attribute: string,
  conditions: readonly Condition[],
  assume: boolean,
): Fixed | undefined {
  const about = conditions.filter((condition) => topLevel(condition) === attribute);
  const meeting = (values: readonly AttributeValue[]) =>
    distinctValues(values).filter((value) =>
      about.every((condition) => matches(condition, { [attribute]: value })),
    );
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

/** Returns all keys that a template builds from the possible values of its variables. */
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
