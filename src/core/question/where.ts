import type { Comparison, Condition } from '../../dynamo/model/condition';
import type { AttributeDefinition, TableDefinition } from '../../dynamo/model/definition';
import { isTime } from '../../dynamo/model/definition';
import type { Path } from '../../dynamo/model/path';
import type { AttributeValue } from '../../dynamo/model/values';
import { parseUserTime } from './times';
import { literalValue, storedValues } from './values';
import { parseWhere, type WhereClause } from './where-syntax';

/**
 * What a `--where` asks. Values are typed by the definition, else a JSON literal, else a string; times compare as moments,
 * whatever their spelling. `now` is epoch milliseconds. Throws a usage error for text that can't be read.
 */
export function whereConditions(table: TableDefinition, text: string, now: number): readonly Condition[] {
  const clause = withWholeName(table, parseWhere(text));
  const { path, operator, operand } = clause;
  const name = String(path[0]);
  const attribute =
    path.length === 1 && Object.hasOwn(table.attributes, name) ? table.attributes[name] : undefined;
  const source = `--where ${attribute?.secret ? name : text}`;
  switch (operator) {
    case 'exists':
    case 'not_exists':
      return [{ path, source, operator }];
    case '^=':
      return [
        {
          path,
          source,
          operator: 'begins_with',
          value: attribute?.type === 'B' ? { B: operand } : { S: operand },
        },
      ];
    case '*=':
      return [{ path, source, operator: 'contains', value: elementValue(attribute, operand) }];
    case '=':
      return [equality(path, source, storedValues(attribute, operand, source))];
    case '!=':
      return storedValues(attribute, operand, source).map((value) => ({
        path,
        source,
        operator: '!=',
        value,
      }));
    default:
      return [timeWindow(attribute, clause, source, now) ?? comparison(attribute, clause, source)];
  }
}

/** A dot may be part of a name: where the table is known to have an attribute just so called, that is meant. */
function withWholeName(table: TableDefinition, clause: WhereClause): WhereClause {
  const whole = clause.path.join('.');
  return clause.path.length > 1 && Object.hasOwn(table.attributes, whole)
    ? { ...clause, path: [whole] }
    : clause;
}

function equality(path: Path, source: string, values: readonly AttributeValue[]): Condition {
  const [only] = values;
  return only && values.length === 1
    ? { path, source, operator: '=', value: only }
    : { path, source, operator: 'in', values };
}

function comparison(
  attribute: AttributeDefinition | undefined,
  clause: WhereClause,
  source: string,
): Condition {
  // Order is about the text itself, so an enumerated attribute is no different from any other here.
  const plain = attribute?.values ? { type: attribute.type } : attribute;
  const [value = literalValue(clause.operand)] = storedValues(plain, clause.operand, source);
  return { path: clause.path, source, operator: clause.operator as Comparison, value };
}

/** A comparison of a time with a time is about moments, not about how they are spelled. */
function timeWindow(
  attribute: AttributeDefinition | undefined,
  { path, operator, operand }: WhereClause,
  source: string,
  now: number,
): Condition | undefined {
  if (!attribute?.format || !isTime(attribute)) return undefined;
  const instant = parseUserTime(operand, now);
  if (instant === undefined) return undefined;
  const end = { instant, inclusive: operator.endsWith('=') };
  const window = operator.startsWith('>') ? { after: end } : { upTo: end };
  return { path, source, operator: 'window', window: { format: attribute.format, ...window } };
}

/** What a set, a list or a text can contain. */
function elementValue(attribute: AttributeDefinition | undefined, operand: string): AttributeValue {
  switch (attribute?.type) {
    case 'S':
    case 'SS':
      return { S: operand };
    case 'NS':
      return storedValues({ type: 'N' }, operand, '--where')[0] ?? { N: operand };
    case 'B':
    case 'BS':
      return { B: operand };
    default:
      return literalValue(operand);
  }
}
