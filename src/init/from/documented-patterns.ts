import * as z from 'zod/mini';
import { exampleOf, keyVariables } from '../../config/default-patterns';
import { type AccessPattern, keySchemas, type TableDefinition } from '../../dynamo/model/definition';
import { parseTemplate } from '../../dynamo/model/key-template';

const FilterCondition = z.looseObject({
  field: z.string(),
  operator: z.optional(z.string()),
  function: z.optional(z.string()),
});

/** An access pattern as a `schema.json` documents it. */
export const DocumentedPattern = z.looseObject({
  description: z.string(),
  operation: z.string(),
  index_name: z.optional(z.nullable(z.string())),
  range_condition: z.optional(z.nullable(z.string())),
  parameters: z.optional(z.array(z.looseObject({ name: z.string() }))),
  filter_expression: z.optional(
    z.nullable(
      z.looseObject({
        conditions: z.array(FilterCondition),
        logical_operator: z.optional(z.nullable(z.string())),
      }),
    ),
  ),
});

type Documented = z.infer<typeof DocumentedPattern>;
type Filter = z.infer<typeof FilterCondition>;

/** An access pattern with an example, and what the example leaves out. */
interface ReadPattern {
  readonly pattern?: AccessPattern;
  readonly missing: readonly string[];
}

/**
 * Returns a documented pattern that reads, with its range and its filter as conditions of the example, or undefined for one that writes or
 * that needs an index which the table does not have.
 */
export function readPattern(table: TableDefinition, documented: Documented): ReadPattern | undefined {
  const { description, operation, index_name, range_condition } = documented;
  if (!/^(?:GetItem|Query|Scan|BatchGetItem)$/.test(operation)) return undefined;
  const index = index_name ? table.indexes?.find(({ name }) => name === index_name) : undefined;
  if (index_name && !index) return undefined;
  const { partitionKey, sortKey = [] } = index ?? table;
  const filters = documented.filter_expression?.conditions ?? [];
  const parameters = keyParameters(documented);
  const count = range_condition === 'between' ? 2 : range_condition ? 1 : 0;
  const fixing = parameters.slice(0, parameters.length - count);
  const given = attributesFor(fixing, keyVariables(table, partitionKey), table);
  const range = range_condition ? rangeOn(table, sortKey, given, range_condition) : [];
  const isAnd = documented.filter_expression?.logical_operator?.toUpperCase() !== 'OR' || filters.length < 2;
  const filtered = filters.map((filter) => (isAnd ? filterText(table, filter) : undefined));
  const pattern = { question: description, ...(index && { index: index.name }), given };
  if (!isAnswerable(table, given)) {
    return { missing: [`${description} is left out: ${given.join(', ')} do not complete a key`] };
  }
  const example = exampleOf(table, pattern);
  const where = [...(example.where ?? []), ...(range ?? []), ...filtered.flatMap((text) => text ?? [])];
  return {
    pattern: { ...pattern, ask: { ...example, ...(where.length > 0 && { where }) } },
    missing: [
      ...(range ? [] : [`${description}: the range (${range_condition}) is not in the command`]),
      ...(filtered.includes(undefined) ? [`${description}: its filter is not wholly in the command`] : []),
    ],
  };
}

/** Whether some key takes all of the given variables that exist only inside keys. No filter can use them. */
function isAnswerable(table: TableDefinition, given: readonly string[]): boolean {
  const virtual = given.filter((name) => table.attributes[name]?.virtual);
  return keySchemas(table).some(({ schema: { partitionKey, sortKey = [] } }) => {
    const fixing = keyVariables(table, partitionKey);
    const rest = keyVariables(table, sortKey);
    const end = rest.findIndex((name) => !given.includes(name));
    const bound = [...fixing, ...rest.slice(0, end < 0 ? undefined : end)];
    return fixing.every((name) => given.includes(name))
      ? virtual.every((name) => bound.includes(name))
      : virtual.length === 0;
  });
}

/** The parameters that are not those of the filter. */
function keyParameters({ parameters = [], filter_expression }: Documented): readonly string[] {
  const ofFilter = new Set(
    (filter_expression?.conditions ?? []).flatMap((condition) =>
      Object.entries(condition).flatMap(([key, value]) => (/^param/.test(key) ? [value].flat() : [])),
    ),
  );
  return parameters.map(({ name }) => name).filter((name) => !ofFilter.has(name));
}

/** The attributes that parameters fix: those of the same name. Parameters of another name stand for variables of the key, in order. */
function attributesFor(
  parameters: readonly string[],
  needed: readonly string[],
  { attributes }: TableDefinition,
): readonly string[] {
  // A parameter named like a key with a template stands for the variables of the template.
  const isKnown = (name: string) =>
    Object.hasOwn(attributes, name) && attributes[name]?.template === undefined;
  const open = needed.filter((name) => !parameters.includes(name));
  return [...new Set(parameters.flatMap((name) => (isKnown(name) ? name : (open.shift() ?? []))))];
}

/**
 * The conditions of a range on a sort key: on the first variable of its template that is not fixed, if items have it as an attribute, or
 * else on the key itself. Undefined when there is no sort key, or the range is of an unknown kind.
 */
function rangeOn(
  table: TableDefinition,
  sortKey: readonly string[],
  given: readonly string[],
  range: string,
): readonly string[] | undefined {
  const name = sortKey.find((one) => !given.includes(one));
  if (name === undefined) return undefined;
  const { template } = table.attributes[name] ?? {};
  const variable = template && parseTemplate(template).variables.find((one) => !given.includes(one));
  const { type, virtual } = (variable && table.attributes[variable]) || {};
  if (variable && !virtual && (type === 'S' || range !== 'begins_with'))
    return comparisons(table, variable, range, '');
  // A range on the key itself leaves no place for values of its variables.
  if (template && parseTemplate(template).variables.some((one) => given.includes(one))) return undefined;
  return comparisons(table, name, range, template?.split('{')[0] ?? '');
}

/** The conditions for a kind of range, with example values that begin with `start`. */
function comparisons(
  table: TableDefinition,
  name: string,
  range: string,
  start: string,
): readonly string[] | undefined {
  const subject = subjectOf(name);
  const [low, high] = examplesOf(table, name).map((value) => `${start}${value}`);
  switch (range) {
    case 'begins_with':
      return [`${subject}^=${start || name}`];
    case 'between':
      return [`${subject}>=${low}`, `${subject}<=${high}`];
    case '>':
    case '>=':
      return [`${subject}${range}${low}`];
    case '<':
    case '<=':
      return [`${subject}${range}${high}`];
    default:
      return undefined;
  }
}

/** The condition for a part of a filter, or undefined for one that conditions can't express. */
function filterText(table: TableDefinition, filter: Filter): string | readonly string[] | undefined {
  const { field, operator = '', function: call } = filter;
  // No filter can use what exists only inside keys, and a key with a template is asked for by its variables.
  const { virtual, template } = table.attributes[field] ?? {};
  if (virtual || template !== undefined) return undefined;
  const subject = subjectOf(field);
  const [low = '', high = ''] = examplesOf(table, field);
  if (call === 'contains') return `${subject}*=${low}`;
  if (call === 'begins_with') return `${subject}^=${field}`;
  if (call === 'attribute_exists') return `${subject}?`;
  if (call === 'attribute_not_exists') return `!${subject}`;
  if (call !== undefined && call !== null) return undefined;
  if (operator === '<>') return `${subject}!=${low}`;
  if (operator.toLowerCase() === 'between') return [`${subject}>=${low}`, `${subject}<=${high}`];
  if (operator.toLowerCase() === 'in') return `${subject}=${low},${high}`;
  return ['=', '!=', '<', '<=', '>', '>='].includes(operator)
    ? `${subject}${operator}${operator.startsWith('<') ? high : low}`
    : undefined;
}

/** A low and a high example value, which generated sample data lies between. */
function examplesOf({ attributes }: TableDefinition, name: string): readonly [string, string] {
  const type = Object.hasOwn(attributes, name) ? attributes[name]?.type : 'S';
  if (type === 'N') return ['1', '1000'];
  if (type === 'BOOL') return ['true', 'true'];
  return [`${name}-1`, `${name}-9`];
}

function subjectOf(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `"${name}"`;
}
