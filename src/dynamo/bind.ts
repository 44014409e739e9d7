import { type Condition, matches, topLevel } from './condition';
import type { KeySchema, TableDefinition } from './definition';
import type { Branch, KeyCondition } from './plan';
import { sortRange } from './sort-range';
import { buildKey, parseTemplate } from './template';
import type { AttributeValue } from './values';

/** How a question's conditions fit the key of one path. */
export interface Binding {
  readonly branches: readonly Branch[];
  /** Conditions that the key fully answers. */
  readonly used: ReadonlySet<Condition>;
  /** Attributes that nothing fixed, so that all of their known values are asked for. */
  readonly assumed: readonly string[];
  /** Attributes of the key that are constrained, those that only their known values constrain left out. */
  readonly constrained: number;
}

/** Values that a key attribute can have, given the conditions. */
interface Fixed {
  readonly values: readonly AttributeValue[];
  readonly used: readonly Condition[];
  readonly assumed: readonly string[];
}

/** More Queries than this for one question would cost more than they save. */
const MAX_BRANCHES = 100;

/** Fits conditions to a key, or names the partition attribute that nothing fixes. */
export function bindKey(
  table: TableDefinition,
  schema: KeySchema,
  conditions: readonly Condition[],
): Binding | { readonly missing: string } {
  let branches: Branch[] = [{ key: [] }];
  const used = new Set<Condition>();
  const assumed: string[] = [];
  let constrained = 0;

  const extend = (attribute: string, fixed: Fixed) => {
    const equalities = fixed.values.map((value): KeyCondition => ({ attribute, operator: '=', value }));
    branches = branches.flatMap((branch) =>
      equalities.map((equality) => ({ key: [...branch.key, equality] })),
    );
    for (const condition of fixed.used) used.add(condition);
    assumed.push(...fixed.assumed);
    if (fixed.used.length > 0) constrained++;
  };

  for (const attribute of schema.partitionKey) {
    const fixed = fix(table, attribute, conditions, true);
    if (!fixed || branches.length * fixed.values.length > MAX_BRANCHES) return { missing: attribute };
    extend(attribute, fixed);
  }
  for (const attribute of schema.sortKey ?? []) {
    const fixed = fix(table, attribute, conditions, false);
    if (fixed && branches.length * fixed.values.length <= MAX_BRANCHES) {
      extend(attribute, fixed);
      continue;
    }
    const range = sortRange(attribute, conditions) ?? templatePrefix(table, attribute, conditions);
    if (range) {
      branches = range.impossible
        ? []
        : branches.map((branch) => ({ key: [...branch.key, range.condition] }));
      for (const condition of range.used) used.add(condition);
      constrained++;
    }
    break; // DynamoDB takes sort attributes from the left, and a range only on the last of them.
  }
  return { branches, used, assumed, constrained };
}

/**
 * The few values that an attribute can have: those the conditions name, those its template builds, or (where `assume`)
 * all that are known of an enumerated one.
 */
function fix(
  table: TableDefinition,
  attribute: string,
  conditions: readonly Condition[],
  assume: boolean,
): Fixed | undefined {
  const about = conditions.filter((condition) => topLevel(condition) === attribute);
  for (const condition of about) {
    if (condition.operator === '=') return { values: [condition.value], used: [condition], assumed: [] };
    if (condition.operator === 'in') return { values: condition.values, used: [condition], assumed: [] };
  }
  const definition = table.attributes[attribute];
  if (definition?.template) return fixTemplate(table, definition.template, conditions, assume);
  if (!assume || !definition?.values || definition.open) return undefined;
  const known = definition.values.flatMap((value) => value.stored.map((S) => ({ S })));
  const values = known.filter((value) =>
    about.every((condition) => matches(condition, { [attribute]: value })),
  );
  return { values, used: about, assumed: [attribute] };
}

/** All keys that a template makes out of the values its variables can have. */
function fixTemplate(
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
    const fixed = fix(table, variable, conditions, assume);
    if (!fixed) return undefined;
    const words = fixed.values.flatMap((value) => ('S' in value ? [value.S] : 'N' in value ? [value.N] : []));
    choices = choices.flatMap((choice) => words.map((word) => new Map([...choice, [variable, word]])));
    used.push(...fixed.used);
    assumed.push(...fixed.assumed);
  }
  return { values: choices.map((choice) => ({ S: buildKey(template, choice).text })), used, assumed };
}

/** The beginning of a templated sort key that is known already: its leading literal tells entities of a table apart. */
function templatePrefix(table: TableDefinition, attribute: string, conditions: readonly Condition[]) {
  const text = table.attributes[attribute]?.template;
  if (!text) return undefined;
  const values = new Map<string, string>();
  const used: Condition[] = [];
  for (const variable of parseTemplate(text).variables) {
    const fixed = fix(table, variable, conditions, false);
    const [only] = fixed?.values ?? [];
    if (!fixed || fixed.values.length !== 1 || !only || !('S' in only)) break;
    values.set(variable, only.S);
    used.push(...fixed.used);
  }
  const prefix = buildKey(parseTemplate(text), values).text;
  if (prefix === '') return undefined;
  return {
    condition: { attribute, operator: 'begins_with', value: { S: prefix } } as const,
    used,
    impossible: false,
  };
}
