import { keyAttributes, type TableDefinition } from '../../dynamo/model/definition';
import { decodeKey, parseTemplate } from '../../dynamo/model/key-template';
import { quoteOperand } from '../../dynamo/model/operand';
import { isQuery, type Plan } from '../../dynamo/plan/plan';
import { DdbdbgError } from '../../errors';
import { NO_SECRETS } from '../../redact/redact';
import { type AskInput, checkAsk } from '../question/ask';
import { prepareQuestion } from '../question/prepare';
import { realName } from '../question/table-name';

/** A key value, decoded by one template that matches it. */
export interface DecodedKey {
  readonly key: string;
  readonly table: TableDefinition;
  readonly tableName: string;
  readonly attribute: string;
  /** The keys of the table and its indexes that the attribute is part of. */
  readonly roles: readonly KeyRole[];
  readonly template: string;
  /** Values by variable of the template. */
  readonly values: Readonly<Record<string, string>>;
  /**
   * The question that finds the items with this key: one for the table's own command if that accepts all values, else one for the table by
   * name.
   */
  readonly ask: AskInput;
}

export interface KeyRole {
  readonly part: 'partition' | 'sort';
  /** The table's own key when absent. */
  readonly index?: string;
  readonly assumed: boolean;
}

/** Decodes a key value by all templates that match it, those with the longest literal text first. */
export function decodedKeys(
  key: string,
  tables: readonly TableDefinition[],
  stage: string | undefined,
): readonly DecodedKey[] {
  const readings = tables.flatMap((table) =>
    Object.entries(table.attributes).flatMap(([attribute, { template }]) => {
      // A template without literal text matches any key.
      const values = template && literalLength(template) > 0 && decodeKey(parseTemplate(template), key);
      return values ? [{ key, table, tableName: realName(table, stage), attribute, template, values }] : [];
    }),
  );
  return readings
    .sort((a, b) => literalLength(b.template) - literalLength(a.template))
    .map((reading) => ({ ...reading, roles: rolesOf(reading), ask: askOf(reading) }));
}

function literalLength(template: string): number {
  return parseTemplate(template).literals.join('').length;
}

type Reading = Omit<DecodedKey, 'roles' | 'ask'>;

function rolesOf({ table, attribute }: Reading): readonly KeyRole[] {
  const own = { name: undefined, schema: table, assumed: table.keyIsAssumed === true };
  const indexes = (table.indexes ?? []).map((index) => ({ name: index.name, schema: index, assumed: false }));
  return [own, ...indexes]
    .filter(({ schema }) => keyAttributes(schema).includes(attribute))
    .map(({ name, schema, assumed }) => ({
      part: schema.partitionKey.includes(attribute) ? 'partition' : 'sort',
      ...(name !== undefined && { index: name }),
      assumed,
    }));
}

function askOf(reading: Reading): AskInput {
  const { table, tableName, attribute, key } = reading;
  const own = ownAsk(reading);
  if (own && leadsTo(own, reading)) return { command: table.command.join(' '), ...own };
  return { table: tableName, where: [`${whereName(attribute)}=${quoteOperand(key)}`] };
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
      ask.where.push(`${whereName(variable)}=${quoteOperand(typed)}`);
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
  try {
    const context = { now: Date.now(), secrets: NO_SECRETS };
    return isFixedTo(prepareQuestion(table, tableName, checkAsk(ask), context).plan, attribute, key);
  } catch (error) {
    if (error instanceof DdbdbgError && error.code === 'usage') return false;
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

/** Returns an attribute's name as `where` conditions accept it, quoted if it contains special characters. */
function whereName(name: string): string {
  return /^[\w-]+$/.test(name) ? name : `"${name}"`;
}
