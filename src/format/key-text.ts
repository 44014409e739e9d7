import { isQuery, type KeyCondition, type Plan } from '../dynamo/plan/plan';
import { conditionText, keyConditionText } from './condition-text';

/**
 * The key condition of a plan as people read it, all Queries of a merge in one: `status in ("a", "b") and startDate > …`.
 * Undefined for a Scan, which has none.
 */
export function planKeyText(plan: Plan): string | undefined {
  if (plan.operation === 'get') {
    const parts = Object.entries(plan.key).map(([attribute, value]) => ({ attribute, value }));
    return parts.map((part) => keyConditionText({ ...part, operator: '=' })).join(' and ');
  }
  if (!isQuery(plan)) return undefined;
  // The branches of a plan differ in values only: each has the same attributes in the same places.
  const [first] = plan.branches;
  const places = first?.key.map((_, i) => plan.branches.flatMap(({ key }) => key[i] ?? []));
  return places?.map(placeText).join(' and ');
}

/** What the branches say of one attribute. */
function placeText(conditions: readonly KeyCondition[]): string {
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
