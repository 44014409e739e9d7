import { isTime } from '../dynamo/model/attribute-definition';
import {
  type AccessPattern,
  type KeySchema,
  keySchemas,
  type PatternAsk,
  type TableDefinition,
} from '../dynamo/model/definition';
import { parseTemplate } from '../dynamo/model/key-template';
import { quoteName, quoteOperand } from '../dynamo/model/operand';

/** Derives access patterns from the keys of a table and its indexes. */
export function defaultPatterns(table: TableDefinition): readonly AccessPattern[] {
  return keySchemas(table).flatMap(({ index, schema }): readonly AccessPattern[] => {
    const fixing = keyVariables(table, schema.partitionKey);
    if (fixing.length === 0) return [];
    const rest = keyVariables(table, schema.sortKey ?? []).filter((name) => !fixing.includes(name));
    const by = (given: readonly string[]): AccessPattern => {
      const pattern = {
        question: questionOf(
          table,
          schema,
          given,
          index === undefined && rest.length === given.length - fixing.length,
        ),
        ...(index && { index: index.name }),
        given,
      };
      return { ...pattern, ask: exampleOf(table, pattern) };
    };
    const isWhole = index === undefined && rest.length > 0;
    return isWhole ? [by(fixing), by([...fixing, ...rest])] : [by(fixing)];
  });
}

/** Returns what is needed to build these key attributes: the attributes themselves, or the variables of their templates. */
export function keyVariables(table: TableDefinition, names: readonly string[]): readonly string[] {
  const variables = names.flatMap((name) => {
    const template = table.attributes[name]?.template;
    return template === undefined ? [name] : parseTemplate(template).variables;
  });
  return [...new Set(variables)];
}

function questionOf(
  table: TableDefinition,
  schema: KeySchema,
  given: readonly string[],
  isOne: boolean,
): string {
  const by = enumeration(given.map((name) => table.attributes[name]?.option?.replace(/^by-/, '') ?? name));
  if (isOne) return `one item, by ${by}`;
  const newest = (schema.sortKey ?? []).some((name) => isTime(table.attributes[name]))
    ? ', newest first'
    : '';
  return `items by ${by}${newest}`;
}

/** `a, b and c` */
function enumeration(words: readonly string[]): string {
  const [last = '', ...others] = [...words].reverse();
  return others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
}

/** Returns a question that selects a pattern, with values from the definition or made-up ones. */
export function exampleOf(table: TableDefinition, { given = [] }: Pick<AccessPattern, 'given'>): PatternAsk {
  const argument = given.find((name) => name === table.argument);
  const values: Record<string, string | true> = {};
  const where: string[] = [];
  for (const name of given) {
    const option = table.attributes[name]?.option;
    if (name === argument) continue;
    else if (table.ages && Object.hasOwn(table.ages, name)) values[name] = '1h';
    else if (table.switches && Object.hasOwn(table.switches, name)) values[name] = true;
    else if (option !== undefined) values[option] = quoteOperand(exampleValue(table, name));
    else where.push(`${quoteName(name)}=${quoteOperand(exampleValue(table, name))}`);
  }
  return {
    ...(argument !== undefined && { argument: exampleValue(table, argument) }),
    ...(Object.keys(values).length > 0 && { values }),
    ...(where.length > 0 && { where }),
  };
}

function exampleValue(table: TableDefinition, name: string): string {
  const { type = 'S', examples, values, pattern, format } = table.attributes[name] ?? {};
  const known = values?.[0]?.name ?? examples?.[0];
  if (known !== undefined) return known;
  if (format === 'time') return '2025-06-16T21:19:33Z';
  if (type === 'N')
    return format === 'epoch-seconds' ? '1750108773' : format === 'epoch-millis' ? '1750108773000' : '1';
  if (type === 'B') return 'AAEC';
  if (type === 'BOOL') return 'true';
  return pattern ? '' : `${name}-1`;
}
