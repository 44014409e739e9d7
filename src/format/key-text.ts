import { isQuery, type KeyCondition, type Plan } from '../dynamo/plan/plan';
import { conditionText, keyConditionText } from './condition-text';

/**
 * Formats the key condition of a plan for people, with all Queries of a merge in one: `status in ("a", "b") and startDate > …`. Returns
 * undefined for a Scan, which has none.
 */
export function planKeyText(plan: Plan): string | undefined {
  if (plan.operation === 'get') {
    const parts = Object.entries(plan.key).map(([attribute, value]) => ({ attribute, value }));
    return parts.map((part) => keyConditionText({ ...part, operator: '=' })).join(' and ');
  }
  if (!isQuery(plan)) return undefined;
  // The branches of a plan differ only in their values: all have the same attributes in the same positions.
  const [first] = plan.branches;
  const positions = first?.key.map((_, i) => plan.branches.flatMap(({ key }) => key[i] ?? []));
  return positions?.map(attributeText).join(' and ');
}

/** Formats the conditions of all branches on one attribute. */
function attributeText(conditions: readonly KeyCondition[]): string {
  const [first] = conditions;
  const texts = [...new Set(conditions.map(keyConditionText))];
  if (!first || texts.length === 1) return texts.join('');
  const values = new Map(
    conditions.flatMap((c) => ('value' in c ? [[JSON.stringify(c.value), c.value]] : [])),
  );
  return conditionText({
    path: [first.attribute],
    origin: { part: 'setting', name: 'key' },
    operator: 'in',
    values: [...values.values()],
  });
}
