import type { AttributeValue } from '../../dynamo/model/values';
import { isQuery, type KeyCondition, type Plan } from '../../dynamo/plan/plan';
import { usageError } from '../../errors';

/** Bytes that the attributes of a key may have (AWS limits). */
const MOST_BYTES = { partition: 2048, sort: 1024 };

/** Throws a usage error for key values that no item can have, and that DynamoDB would refuse. */
export function checkKeySizes(plan: Plan): void {
  const { partitionKey } = plan.schema;
  const check = (attribute: string, value: AttributeValue) => {
    const kind = partitionKey.includes(attribute) ? 'partition' : 'sort';
    const bytes = bytesOf(value);
    if (bytes === 0) throw usageError(`The ${kind} key ${attribute} can't be empty.`);
    if (bytes !== undefined && bytes > MOST_BYTES[kind])
      throw usageError(
        `The value for the ${kind} key ${attribute} has ${bytes} bytes; none has more than ${MOST_BYTES[kind]}.`,
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

/** Undefined for numbers, which always fit. */
function bytesOf(value: AttributeValue): number | undefined {
  if ('S' in value) return Buffer.byteLength(value.S);
  return 'B' in value ? Buffer.byteLength(value.B, 'base64') : undefined;
}
