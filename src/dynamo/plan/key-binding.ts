import type { Condition } from '../model/condition';
import { type KeySchema, type TableDefinition, templateVariables } from '../model/definition';
import { type AttributeType, type AttributeValue, typeOf } from '../model/values';
import { type Fixed, fixedValues, MAX_VALUES } from './fixed-values';
import type { Branch, KeyCondition, Rejection } from './plan';
import { isEmpty, sortRange } from './sort-range';
import { templateRange } from './template-range';

/** How a question's conditions match the key of one access path. */
export interface Binding {
  readonly branches: readonly Branch[];
  /** Conditions that the key condition fully satisfies. */
  readonly used: ReadonlySet<Condition>;
  /** Attributes that no condition fixes, so that all of their known values are queried. */
  readonly assumed: readonly string[];
  /** Number of key attributes with a constraint, other than their known values alone. */
  readonly constrained: number;
  /** The prefix of all keys on this path, if no condition requires it. */
  readonly prefix?: { readonly attribute: string; readonly text: string } | undefined;
}

/** The reason why a key can't be used. */
export interface Unbound {
  readonly unbound: Rejection;
}

/** Matches conditions to a key, or returns the reason why the key can't be used. */
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
    if (!fixed) return { unbound: { kind: 'not-fixed', attributes: attributesToFix(table, attribute) } };
    if (branches.length * fixed.values.length > MAX_VALUES)
      return { unbound: { kind: 'too-many-values', attributes: attributesToFix(table, attribute) } };
    extend(attribute, fixed);
  }
  for (const attribute of schema.sortKey ?? []) {
    const fixed = fixedValues(table, attribute, conditions, false);
    if (fixed && branches.length * fixed.values.length <= MAX_VALUES) {
      extend(attribute, fixed);
      continue;
    }
    const asked = sortRange(attribute, table.attributes[attribute]?.type, conditions);
    const built = asked ? undefined : templateRange(table, attribute, conditions);
    const range = asked ?? built;
    if (range) {
      const { condition } = range;
      if (range.impossible) branches = [];
      else if (condition) branches = branches.map(({ key }) => ({ key: [...key, condition] }));
      for (const one of range.used) used.add(one);
      if (asked || built?.isRestricted) constrained++;
      else if (condition?.operator === 'begins_with' && 'S' in condition.value)
        prefix = { attribute, text: condition.value.S };
    }
    break; // DynamoDB requires sort attributes from the left, and accepts a range only on the last one.
  }
  return { branches, used, assumed, constrained, prefix };
}

/** Whether a value is valid for a key attribute, which has a single type and is never empty. DynamoDB rejects other values. */
function canBeKey(value: AttributeValue, type: AttributeType | undefined): boolean {
  return (
    typeOf(value) === (type ?? typeOf(value)) && ['S', 'N', 'B'].includes(typeOf(value)) && !isEmpty(value)
  );
}

/** Returns the attributes that a question would have to fix: the variables of a template, else the attribute itself. */
function attributesToFix(table: TableDefinition, attribute: string): readonly string[] {
  const variables = templateVariables(table, attribute);
  return variables.length > 0 ? variables : [attribute];
}
