import type { Condition } from '../dynamo/model/condition';
import type { AttributeValue, Item } from '../dynamo/model/values';
import { isQuery, type KeyCondition, type Plan } from '../dynamo/plan/plan';
import { isSecretPath, REDACTED, redactItem, redactValue, type SecretTest } from './redact';

/** Redacts the values of secret attributes in a plan. The result is only for display, as are requests made from it. */
export function redactPlan(plan: Plan, isSecret: SecretTest): Plan {
  const shared = {
    filter: plan.filter.map((condition) => redactCondition(condition, isSecret)),
    residual: plan.residual.map((condition) => redactCondition(condition, isSecret)),
  };
  if (plan.operation === 'get') return { ...plan, ...shared, key: redactItem(plan.key, isSecret) };
  if (!isQuery(plan)) return { ...plan, ...shared };
  const branches = plan.branches.map(({ key }) => ({
    key: key.map((condition) => redactKeyCondition(condition, isSecret)),
  }));
  return { ...plan, ...shared, branches };
}

function redactKeyCondition(condition: KeyCondition, isSecret: SecretTest): KeyCondition {
  if (!isSecret(condition.attribute)) return condition;
  if (condition.operator === 'between') return { ...condition, low: REDACTED, high: REDACTED };
  return { ...condition, value: REDACTED };
}

/** The origins of a prepared question's conditions never quote secrets. */
function redactCondition(condition: Condition, isSecret: SecretTest): Condition {
  const secret = isSecretPath(condition.path, isSecret);
  const shown = (value: AttributeValue) => (secret ? REDACTED : redactValue(value, isSecret, condition.path));
  if ('value' in condition) return { ...condition, value: shown(condition.value) };
  if (condition.operator === 'any')
    return { ...condition, any: condition.any.map((one) => redactCondition(one, isSecret)) };
  if (condition.operator === 'not') return { ...condition, not: redactCondition(condition.not, isSecret) };
  if ('values' in condition) return { ...condition, values: condition.values.map(shown) };
  return condition;
}

/**
 * Redacts the values of secret attributes in the input of a request, for display: in `Key`, `ExclusiveStartKey`, the keys of a
 * BatchGetItem, and values that an expression compares with a secret attribute.
 */
export function redactInput(input: object, isSecret: SecretTest): object {
  return Object.fromEntries(
    Object.entries(input).map(([member, value]) => {
      if (member === 'Key' || member === 'ExclusiveStartKey') return [member, redactItem(value, isSecret)];
      if (member === 'RequestItems') return [member, redactBatch(value, isSecret)];
      if (member === 'ExpressionAttributeValues') return [member, redactOperands(input, value, isSecret)];
      return [member, value];
    }),
  );
}

type Batch = Readonly<Record<string, { readonly Keys: readonly Item[] }>>;

function redactBatch(batch: Batch, isSecret: SecretTest): Batch {
  const tables = Object.entries(batch).map(([name, request]) => {
    return [name, { ...request, Keys: request.Keys.map((key) => redactItem(key, isSecret)) }];
  });
  return Object.fromEntries(tables);
}

interface Expressions {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly KeyConditionExpression?: string;
  readonly FilterExpression?: string;
}

/** Matches the paths (`#n0.#n1[2]`) and values (`:v0`) of an expression, in order. */
const OPERANDS = /#\w+(?:\.#\w+|\[\d+\])*|:\w+/g;

/** Relies on the form of the expressions: names are placeholders, and a value follows the path that it is compared with. */
function redactOperands(input: Expressions, values: Item, isSecret: SecretTest): Item {
  const secretValues = new Set<string>();
  const paths = new Map<string, readonly string[]>();
  for (const expression of [input.KeyConditionExpression, input.FilterExpression]) {
    let path: readonly string[] = [];
    for (const [operand] of expression?.matchAll(OPERANDS) ?? []) {
      if (operand.startsWith('#')) path = stepsOf(operand, input);
      else if (isSecretPath(path, isSecret)) secretValues.add(operand);
      else paths.set(operand, path);
    }
  }
  const shown = Object.entries(values).map(([placeholder, value]) => {
    const path = paths.get(placeholder) ?? [];
    return [placeholder, secretValues.has(placeholder) ? REDACTED : redactValue(value, isSecret, path)];
  });
  return Object.fromEntries(shown);
}

function stepsOf(path: string, { ExpressionAttributeNames: names = {} }: Expressions): readonly string[] {
  return [...path.matchAll(/#\w+/g)].map(([alias]) => names[alias] ?? alias);
}
