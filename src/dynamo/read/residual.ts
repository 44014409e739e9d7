import { decodeKey, parseTemplate } from '../model/key-template';
import { matches } from '../model/matches';
import { type AttributeValue, attributeOf, type Item } from '../model/values';
import { type DecodedAttribute, isQuery, type Plan } from '../plan/plan';

/** Whether an item meets the conditions that DynamoDB can't check, some of them on values that exist only inside its keys. */
export function meetsResidual(plan: Plan, item: Item): boolean {
  const decoded = isQuery(plan) ? plan.decoded : undefined;
  const whole = decoded
    ? { ...item, ...Object.fromEntries(decoded.flatMap((one) => valuesIn(one, item))) }
    : item;
  return plan.residual.every((condition) => matches(condition, whole));
}

/** Returns the values inside a key attribute of an item, by the variables of its template. Empty if the key does not match it. */
function valuesIn(
  { attribute, template, numbers }: DecodedAttribute,
  item: Item,
): readonly (readonly [string, AttributeValue])[] {
  const key = attributeOf(item, attribute);
  const values = key && 'S' in key ? decodeKey(parseTemplate(template), key.S) : undefined;
  return Object.entries(values ?? {})
    .filter(([name]) => attributeOf(item, name) === undefined)
    .map(([name, text]) => [name, numbers.includes(name) ? { N: text } : { S: text }]);
}
