import type { TableDefinition } from '../../dynamo/model/definition';
import { quoteName, quoteOperand } from '../../dynamo/model/operand';
import { isQuery, type Plan } from '../../dynamo/plan/plan';
import { DdbdbgError } from '../../errors';
import { NO_SECRETS } from '../../redact/redact';
import { type AskInput, checkAsk } from '../question/ask';
import { prepareQuestion } from '../question/prepare';

/** A key value, decoded by one template that matches it, or recognized as an identifier by its style. */
export interface Reading {
  readonly key: string;
  readonly table: TableDefinition;
  /** The longest spelling of the table's command, which names its system. */
  readonly command: string;
  readonly tableName: string;
  readonly attribute: string;
  /** The template, or the style of the identifier: `helper:…`. */
  readonly template: string;
  /** Values by variable of the template, or the identifier by its attribute. */
  readonly values: Readonly<Record<string, string>>;
}

/** The question for an identifier: by the command's argument or option, if that is a valid question. */
export function idAsk({ table, command, tableName, attribute, key }: Reading): AskInput {
  const option = table.attributes[attribute]?.option;
  const own =
    attribute === table.argument
      ? { argument: key }
      : option === undefined
        ? undefined
        : { values: { [option]: quoteOperand(key) } };
  if (own && planOf(table, tableName, own)) return { command, ...own };
  return { table: tableName, where: [`${quoteName(attribute)}=${quoteOperand(key)}`] };
}

/** The question for a decoded key: by the values of its variables, if that is a valid question with this key in its plan. */
export function decodedAsk(reading: Reading): AskInput {
  const { command, tableName, attribute, key } = reading;
  const own = ownAsk(reading);
  if (own && leadsTo(own, reading)) return { command, ...own };
  return { table: tableName, where: [`${quoteName(attribute)}=${quoteOperand(key)}`] };
}

/** Returns the key's values as a question to the table's own command, or undefined if it has no place for one of them. */
function ownAsk({ table, values }: Reading): AskInput | undefined {
  const ask = {
    values: {} as Record<string, string>,
    where: [] as string[],
    argument: undefined as string | undefined,
  };
  for (const [variable, stored] of Object.entries(values)) {
    const definition = table.attributes[variable];
    const typed = definition?.values?.find((value) => value.stored.includes(stored))?.name ?? stored;
    if (definition?.option) ask.values[definition.option] = quoteOperand(typed);
    else if (table.argument === variable) ask.argument = typed;
    else if (definition && !definition.virtual)
      ask.where.push(`${quoteName(variable)}=${quoteOperand(typed)}`);
    else return undefined;
  }
  return {
    ...(ask.argument !== undefined && { argument: ask.argument }),
    ...(Object.keys(ask.values).length > 0 && { values: ask.values }),
    ...(ask.where.length > 0 && { where: ask.where }),
  };
}

/** Whether a question is valid and its plan uses exactly this key. */
function leadsTo(ask: AskInput, { table, tableName, attribute, key }: Reading): boolean {
  const plan = planOf(table, tableName, ask);
  return plan !== undefined && isFixedTo(plan, attribute, key);
}

/** The plan of a question, or undefined if the question is not valid. */
function planOf(table: TableDefinition, tableName: string, ask: AskInput): Plan | undefined {
  try {
    const context = { now: Date.now(), secrets: NO_SECRETS };
    return prepareQuestion(table, tableName, checkAsk(ask), context).plan;
  } catch (error) {
    if (error instanceof DdbdbgError && error.code === 'usage') return undefined;
    throw error;
  }
}

function isFixedTo(plan: Plan, attribute: string, key: string): boolean {
  if (plan.operation === 'get') return JSON.stringify(plan.key[attribute]) === JSON.stringify({ S: key });
  if (!isQuery(plan)) return false;
  return plan.branches.some((branch) =>
    branch.key.some(
      (c) => c.attribute === attribute && c.operator === '=' && 'S' in c.value && c.value.S === key,
    ),
  );
}
