import { anyOf, type Condition } from '../../dynamo/model/condition';
import type { OperandPart } from '../../dynamo/model/operand';
import { pathText } from '../../dynamo/model/path';
import { type AttributeType, type AttributeValue, typeOf } from '../../dynamo/model/values';
import { usageError } from '../../errors';
import type { Origin } from '../../origin';
import { dayWindow, type Operand, type Ordering, refuseMoment, timeWindow } from './time-comparison';
import { isTimeOfDay } from './times';
import { storedValues } from './values';

/** Returns the condition for one operand. `!=` gives the condition that must not be met. Throws a usage error for an invalid operand. */
export function comparison(operand: Operand): Condition {
  const { path, operator, part, attribute, origin } = operand;
  switch (operator) {
    case '^=':
      refuseMoment(operand);
      return { path, origin, operator: 'begins_with', value: prefixValue(operand) };
    case '*=':
      if (!isTimeOfDay(part.text)) refuseMoment(operand);
      return anyOf(
        path,
        origin,
        elementValues(operand).map((value) => ({ path, origin, operator: 'contains', value })),
      );
    case '=':
    case '!=':
      refuseMoment(operand);
      return (
        dayWindow(operand) ?? { path, origin, operator: 'in', values: storedValues(attribute, part, origin) }
      );
    default:
      return timeWindow(operand, operator) ?? ordering(operand, operator);
  }
}

const ORDERED: ReadonlySet<AttributeType> = new Set(['S', 'N', 'B']);

/** Returns a comparison by order. Where the type is unknown, a number is also compared as text. */
function ordering({ path, part, attribute, origin }: Operand, operator: Ordering): Condition {
  // Ordering uses the text itself, so the values of an enumerated attribute don't matter.
  const known = attribute?.mixed ? undefined : attribute;
  const plain = known?.values ? { type: known.type } : known;
  if (known && !ORDERED.has(known.type))
    throw usageError(
      `The attribute ${pathText(path)} has type ${known.type}, which has no order.`,
      ORDER_ADVICE,
      origin,
    );
  const values = storedValues(plain, part, origin);
  const literal = values.find((value) => !ORDERED.has(typeOf(value)));
  if (literal)
    throw usageError(
      `'${part.text}' is a literal of type ${typeOf(literal)}, which has no order.`,
      `${ORDER_ADVICE} For text, use quotes: ${pathText(path)}${operator}"${part.text.replaceAll('"', '\\"')}".`,
      origin,
    );
  return anyOf(
    path,
    origin,
    values.map((value) => ({ path, origin, operator, value })),
  );
}

const ORDER_ADVICE = 'Only text, numbers and binaries are smaller or larger than others.';

/** Returns the value that `begins with` compares with. */
function prefixValue({ path, part, attribute, origin }: Operand): AttributeValue {
  const { type = 'S', secret } = attribute?.mixed ? { secret: attribute.secret } : (attribute ?? {});
  if (type === 'B') return binary(part, secret, origin);
  if (type === 'S') return { S: part.text };
  throw usageError(
    `The attribute ${pathText(path)} has type ${type}, but only text and binaries begin with something.`,
    undefined,
    origin,
  );
}

/** Returns the values that `contains` looks for: parts of text or binaries, or elements of sets and lists. */
function elementValues({ path, part, attribute, origin }: Operand): readonly AttributeValue[] {
  const { type, secret } = attribute ?? {};
  switch (attribute?.mixed ? undefined : type) {
    case 'S':
    case 'SS':
      return [{ S: part.text }];
    case 'NS':
      return storedValues({ type: 'N', ...(secret && { secret }) }, part, origin);
    case 'B':
    case 'BS':
      return [binary(part, secret, origin)];
    case 'N':
    case 'BOOL':
    case 'NULL':
      throw usageError(
        `The attribute ${pathText(path)} has type ${type}, but only text, binaries, sets and lists contain something.`,
        undefined,
        origin,
      );
    default:
      return storedValues(undefined, part, origin);
  }
}

function binary(part: OperandPart, secret: boolean | undefined, origin: Origin): AttributeValue {
  const [value = { B: part.text }] = storedValues({ type: 'B', ...(secret && { secret }) }, part, origin);
  return value;
}
