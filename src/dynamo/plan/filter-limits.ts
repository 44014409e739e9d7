import type { Condition } from '../model/condition';
import { ExpressionWriter } from './expression';
import type { Plan } from './plan';

/** Maximum length of a filter in bytes. The limit of AWS is 4,096, and a few names and values of the key condition come on top. */
const MAX_BYTES = 4000;

/** Maximum number of operators and functions in a filter. The limit of AWS is 300. */
const MAX_OPERATORS = 280;

const OPERATOR =
  /\b(?:AND|OR|NOT|IN|attribute_exists|attribute_not_exists|begins_with|contains)\b|[<>]?=|<>|[<>]/g;

/**
 * Returns a plan whose filter DynamoDB accepts. Conditions that would make the filter too long are checked on the items instead, for which
 * their attributes are requested.
 */
export function withinLimits<P extends Plan>(plan: P): P {
  const filter: Condition[] = [];
  for (const condition of plan.filter) if (fits([...filter, condition])) filter.push(condition);
  if (filter.length === plan.filter.length) return plan;
  const moved = plan.filter.filter((condition) => !filter.includes(condition));
  const residual = [...plan.residual, ...moved.filter((condition) => !plan.residual.includes(condition))];
  const names = plan.projection && [...plan.projection, ...moved.map(({ path }) => String(path[0]))];
  return { ...plan, filter, residual, ...(names && { projection: [...new Set(names)].sort() }) };
}

function fits(conditions: readonly Condition[]): boolean {
  const text = new ExpressionWriter().filter(conditions) ?? '';
  return text.length <= MAX_BYTES && (text.match(OPERATOR)?.length ?? 0) <= MAX_OPERATORS;
}
