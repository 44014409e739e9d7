import type { AttributeValue } from '../../dynamo/model/values';
import { isQuery, type KeyCondition, type Plan } from '../../dynamo/plan/plan';
import { usageError } from '../../errors';

/** Maximum size of a key attribute in bytes (an AWS limit). */
const MAX_BYTES = { partition: 2048, sort: 1024 };

/** Throws a usage error for key values that are empty or too long. No item can have them, and DynamoDB rejects them. */
export function checkKeySizes(plan: Plan): void {
  const { partitionKey } = plan.schema;
  const check = (attribute: string, value: AttributeValue) => {
    const kind = partitionKey.includes(attribute) ? 'partition' : 'sort';
    const bytes = bytesOf(value);
    if (bytes === 0) throw usageError(`The ${kind} key ${attribute} can't be empty.`);
    if (bytes !== undefined && bytes > MAX_BYTES[kind])
      throw usageError(
        `The value for the ${kind} key ${attribute} has ${bytes} bytes; the maximum is ${MAX_BYTES[kind]}.`,
      );
  };
  if (plan.operation === 'get') for (const [name, value] of Object.entries(plan.key)) check(name, value);
  if (isQuery(plan))
    for (const { key } of plan.branches)
      for (const condition of key) for (const value of valuesOf(condition)) check(condition.attribute, value);
}

function valuesOf(condition: KeyCondition): readonly AttributeValue[] {
  return condition.operator === 'between' ? [condition.low, condition.high] : [condition.value];
}

/** Returns the size of a value in bytes. Undefined for numbers, which always fit. */
function bytesOf(value: AttributeValue): number | undefined {
  if ('S' in value) return Buffer.byteLength(value.S);
  return 'B' in value ? Buffer.byteLength(value.B, 'base64') : undefined;
}
