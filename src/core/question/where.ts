import type { AttributeDefinition } from '../../dynamo/model/attribute-definition';
import { anyOf, type Condition, opposite } from '../../dynamo/model/condition';
import type { TableDefinition } from '../../dynamo/model/definition';
import { splitOperand } from '../../dynamo/model/operand';
import { type Path, pathText } from '../../dynamo/model/path';
import type { Origin } from '../../origin';
import { comparison } from './comparison';
import { refuseForeignOperand } from './foreign-syntax';
import { mayBeTime, type Times } from './time-comparison';
import { isDate, isRelativeTime, isTimeText } from './times';
import { listedParts } from './values';
import { refuseJoined, refuseValueAsName } from './where-mistakes';
import { parseWhere, type WhereClause } from './where-syntax';

type Attributes = Pick<TableDefinition, 'attributes'> & Partial<Keys>;
type Keys = Pick<TableDefinition, 'partitionKey' | 'sortKey' | 'indexes'>;

/**
 * Parses a condition on any attribute. The definition gives the type of its values. Without one, text that is also a JSON literal has both
 * readings. A comma means "or". Times compare as moments, whatever their format. Messages name it as a negated condition if `isNegated`.
 * Throws a usage error when the text is not a valid condition.
 */
export function whereCondition(table: Attributes, text: string, times: Times, isNegated = false): Condition {
  const clause = withWholeName(table, parseWhere(text, isNegated));
  const { path, operator } = clause;
  const attribute = attributeAt(table, path);
  const origin: Origin = {
    part: 'where',
    text: attribute?.secret ? String(path[0]) : text,
    ...(isNegated && { isNegated }),
  };
  if (operator === 'exists' || operator === 'not_exists') {
    refuseValueAsName(table, clause, origin);
    return { path, origin, operator };
  }
  refuseForeignOperand(clause, origin, attribute?.secret === true);
  refuseJoined(table, clause, origin);
  const names = Object.keys(table.attributes);
  const isPartitionKey = isInPartitionKey(table, path);
  const conditions = listedParts(clause.operand, origin).map((part) =>
    comparison({ path, operator, part, attribute, isPartitionKey, names, origin, times }),
  );
  const either = anyOf(path, origin, conditions);
  return operator === '!=' ? opposite(either) : either;
}

/**
 * Returns the paths that these conditions compare with times, although their format is not known. Relative times and days are also times
 * where they stand for a value.
 */
export function pathsOfTimes(table: Attributes, texts: readonly string[]): readonly Path[] {
  const paths = texts.flatMap((text) => {
    const { path, operator, operand } = withWholeName(table, parseWhere(text));
    const isAsked = /^[<>]/.test(operator) ? isTimeText : /^!?=$/.test(operator) ? isMomentOrDay : undefined;
    if (!isAsked || !mayBeTime(attributeAt(table, path))) return [];
    if (isAsked === isMomentOrDay && isInPartitionKey(table, path)) return [];
    return splitOperand(operand).some((part) => !part.isQuoted && isAsked(part.text)) ? [path] : [];
  });
  return [...new Map(paths.map((path) => [pathText(path), path])).values()];
}

function isMomentOrDay(text: string): boolean {
  return isRelativeTime(text) || isDate(text);
}

function isInPartitionKey({ partitionKey = [], indexes = [] }: Attributes, path: Path): boolean {
  const names = [partitionKey, ...indexes.map((index) => index.partitionKey)].flat();
  return path.length === 1 && names.includes(String(path[0]));
}

/**
 * Treats a dotted path as a single name if the table has an attribute of exactly that name. A definition also says by such a name whether
 * an attribute in a map is a secret; then it remains a path.
 */
function withWholeName({ attributes }: Attributes, clause: WhereClause): WhereClause {
  const whole = clause.path.join('.');
  if (clause.path.length === 1 || !Object.hasOwn(attributes, whole)) return clause;
  return attributes[whole]?.secret === undefined ? { ...clause, path: [whole] } : clause;
}

function attributeAt({ attributes }: Attributes, path: Path): AttributeDefinition | undefined {
  const name = String(path[0]);
  return path.length === 1 && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}
