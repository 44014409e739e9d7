import type { Comparison, Condition } from '../../dynamo/model/condition';
import type { AttributeDefinition, TableDefinition } from '../../dynamo/model/definition';
import { isTime } from '../../dynamo/model/definition';
import type { Path } from '../../dynamo/model/path';
import type { AttributeValue } from '../../dynamo/model/values';
import type { Origin } from '../../origin';
import { parseUserTime } from './times';
import { literalValue, storedValues } from './values';
import { parseWhere, type WhereClause } from './where-syntax';

/**
 * Parses a condition on any attribute. The definition gives the type of its value; without one, a JSON literal has its JSON type and
 * anything else is a string. Times compare as moments, whatever their format. `now` is in epoch milliseconds. Throws a usage error when the
 * text is not a valid condition.
 */
export function whereConditions(
  table: Pick<TableDefinition, 'attributes'>,
  text: string,
  now: number,
): readonly Condition[] {
  const clause = withWholeName(table, parseWhere(text));
  const { path, operator, operand } = clause;
  const name = String(path[0]);
  const attribute =
    path.length === 1 && Object.hasOwn(table.attributes, name) ? table.attributes[name] : undefined;
  const origin: Origin = { part: 'where', text: attribute?.secret ? name : text };
  switch (operator) {
    case 'exists':
    case 'not_exists':
      return [{ path, origin, operator }];
    case '^=':
      return [
        {
          path,
          origin,
          operator: 'begins_with',
          value: attribute?.type === 'B' ? { B: operand } : { S: operand },
        },
      ];
    case '*=':
      return [{ path, origin, operator: 'contains', value: elementValue(attribute, operand, origin) }];
    case '=':
      return [equality(path, origin, storedValues(attribute, operand, origin))];
    case '!=':
      return storedValues(attribute, operand, origin).map((value) => ({
        path,
        origin,
        operator: '!=',
        value,
      }));
    default:
      return [timeWindow(attribute, clause, origin, now) ?? comparison(attribute, clause, origin)];
  }
}

/**
 * Treats a dotted path as a single name if the table has an attribute of exactly that name. A definition also says by such a name whether
 * an attribute in a map is a secret; then it remains a path.
 */
function withWholeName(
  { attributes }: Pick<TableDefinition, 'attributes'>,
  clause: WhereClause,
): WhereClause {
  const whole = clause.path.join('.');
  if (clause.path.length === 1 || !Object.hasOwn(attributes, whole)) return clause;
  return attributes[whole]?.secret === undefined ? { ...clause, path: [whole] } : clause;
}

function equality(path: Path, origin: Origin, values: readonly AttributeValue[]): Condition {
  const [only] = values;
  return only && values.length === 1
    ? { path, origin, operator: '=', value: only }
    : { path, origin, operator: 'in', values };
}

function comparison(
  attribute: AttributeDefinition | undefined,
  clause: WhereClause,
  origin: Origin,
): Condition {
  // Ordering uses the text itself, so the values of an enumerated attribute don't matter.
  const plain = attribute?.values ? { type: attribute.type } : attribute;
  const [value = literalValue(clause.operand)] = storedValues(plain, clause.operand, origin);
  return { path: clause.path, origin, operator: clause.operator as Comparison, value };
}

/** Returns a window for the comparison of a time attribute with a time, so that moments are compared rather than text. */
function timeWindow(
  attribute: AttributeDefinition | undefined,
  { path, operator, operand }: WhereClause,
  origin: Origin,
  now: number,
): Condition | undefined {
  if (!attribute?.format || !isTime(attribute)) return undefined;
  const instant = parseUserTime(operand, now);
  if (instant === undefined) return undefined;
  const end = { instant, inclusive: operator.endsWith('=') };
  const window = operator.startsWith('>') ? { after: end } : { upTo: end };
  return { path, origin, operator: 'window', window: { format: attribute.format, ...window } };
}

/** Returns the value that `contains` looks for, typed for the attribute. */
function elementValue(
  attribute: AttributeDefinition | undefined,
  operand: string,
  origin: Origin,
): AttributeValue {
  switch (attribute?.type) {
    case 'S':
    case 'SS':
      return { S: operand };
    case 'NS':
      return storedValues({ type: 'N' }, operand, origin)[0] ?? { N: operand };
    case 'B':
    case 'BS':
      return { B: operand };
    default:
      return literalValue(operand);
  }
}
