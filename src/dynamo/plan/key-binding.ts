import { type Condition, topLevel } from '../model/condition';
import type { KeySchema, TableDefinition } from '../model/definition';
import { buildKey, parseTemplate } from '../model/key-template';
import { type AttributeType, type AttributeValue, typeOf } from '../model/values';
import { type Fixed, fixedValues, MAX_VALUES } from './fixed-values';
import type { Branch, KeyCondition, Rejection } from './plan';
import { isEmpty, type SortRange, sortRange } from './sort-range';

/** How a question's conditions fit the key of one path. */
export interface Binding {
  readonly branches: readonly Branch[];
  /** Conditions that the key fully answers. */
  readonly used: ReadonlySet<Condition>;
  /** Attributes that nothing fixed, so that all of their known values are asked for. */
  readonly assumed: readonly string[];
  /** Attributes of the key that are constrained, those that only their known values constrain left out. */
  readonly constrained: number;
  /** What every key of this path begins with, where nobody asked for that. */
  readonly prefix?: { readonly attribute: string; readonly text: string } | undefined;
}

/** Why a key can't be asked with. */
export interface Unbound {
  readonly unbound: Rejection;
}

/** Fits conditions to a key, or says what keeps it from being asked with. */
export function bindKey(
  table: TableDefinition,
  schema: KeySchema,
  conditions: readonly Condition[],
): Binding | Unbound {
  let branches: Branch[] = [{ key: [] }];
  const used = new Set<Condition>();
  const assumed: string[] = [];
  let constrained = 0;
  let prefix: Binding['prefix'];

  const extend = (attribute: string, fixed: Fixed) => {
    const type = table.attributes[attribute]?.type;
    const equalities = fixed.values
      .filter((value) => canBeKey(value, type))
      .map((value): KeyCondition => ({ attribute, operator: '=', value }));
    branches = branches.flatMap((branch) =>
      equalities.map((equality) => ({ key: [...branch.key, equality] })),
    );
    for (const condition of fixed.used) used.add(condition);
    assumed.push(...fixed.assumed);
    if (fixed.used.length > 0) constrained++;
  };

  for (const attribute of schema.partitionKey) {
    const fixed = fixedValues(table, attribute, conditions, true);
    if (!fixed) return { unbound: { kind: 'not-fixed', attributes: wanted(table, attribute) } };
    if (branches.length * fixed.values.length > MAX_VALUES)
      return { unbound: { kind: 'too-many-values', attributes: wanted(table, attribute) } };
    extend(attribute, fixed);
  }
  for (const attribute of schema.sortKey ?? []) {
    const fixed = fixedValues(table, attribute, conditions, false);
    if (fixed && branches.length * fixed.values.length <= MAX_VALUES) {
      extend(attribute, fixed);
      continue;
    }
    const asked = sortRange(attribute, table.attributes[attribute]?.type, conditions);
    const range = asked ?? templatePrefix(table, attribute, conditions);
    if (range) {
      const { condition } = range;
      if (range.impossible) branches = [];
      else if (condition) branches = branches.map(({ key }) => ({ key: [...key, condition] }));
      for (const one of range.used) used.add(one);
      if (asked || range.used.length > 0) constrained++;
      else if (condition?.operator === 'begins_with' && 'S' in condition.value)
        prefix = { attribute, text: condition.value.S };
    }
    break; // DynamoDB takes sort attributes from the left, and a range only on the last of them.
  }
  return { branches, used, assumed, constrained, prefix };
}

/** A key attribute has one type, and is never empty; DynamoDB refuses to be asked for anything else. */
function canBeKey(value: AttributeValue, type: AttributeType | undefined): boolean {
  return (
    typeOf(value) === (type ?? typeOf(value)) && ['S', 'N', 'B'].includes(typeOf(value)) && !isEmpty(value)
  );
}

/** The attribute that would have to be fixed; for a template, the variables it is made of. */
function wanted(table: TableDefinition, attribute: string): readonly string[] {
  const template = table.attributes[attribute]?.template;
  return template ? parseTemplate(template).variables : [attribute];
}

/** The beginning of a templated sort key that is known already: its leading literal tells entities of a table apart. */
function templatePrefix(
  table: TableDefinition,
  attribute: string,
  conditions: readonly Condition[],
): SortRange | undefined {
  const text = table.attributes[attribute]?.template;
  if (!text) return undefined;
  const template = parseTemplate(text);
  const values = new Map<string, string>();
  const used: Condition[] = [];
  for (const [i, variable] of template.variables.entries()) {
    const about = conditions.filter((condition) => topLevel(condition) === variable);
    const [value, another] = fixedValues(table, variable, about, false)?.values ?? [];
    if (!value || another || !('S' in value || 'N' in value)) break;
    values.set(variable, 'S' in value ? value.S : value.N);
    // Without a separator behind it, a longer value would begin the same.
    if (template.literals[i + 1] !== '') used.push(...about);
  }
  const prefix = buildKey(template, values).text;
  if (prefix === '') return undefined;
  const condition = { attribute, operator: 'begins_with', value: { S: prefix } } as const;
  return { condition, used, impossible: false };
}
