import type { AttributeDefinition, AttributeFormat, EnumeratedValue } from '../dynamo/model/definition';
import type { AttributeType } from '../dynamo/model/values';
import type { AttributeData, AttributeOverrideData, ValueData } from './attribute-schema';

/** The formats whose values are text. All others are numbers. */
const TEXT_FORMATS: ReadonlySet<AttributeFormat> = new Set(['time', 'status']);

/** The type of a value that is to be read in this way. */
export function typeOfFormat(format: AttributeFormat): AttributeType {
  return TEXT_FORMATS.has(format) ? 'S' : 'N';
}

/** The attribute that a configuration speaks of. */
export function attributeOf(data: AttributeData): AttributeDefinition {
  if (typeof data === 'string') return { type: data };
  const { type, ...said } = changesOf(data);
  return { type: type ?? (said.format ? typeOfFormat(said.format) : 'S'), ...said };
}

/** A built-in attribute (or a new one, when `known` is undefined) with what a configuration says of it. */
export function overriddenAttribute(
  known: AttributeDefinition | undefined,
  change: AttributeOverrideData,
): AttributeDefinition {
  const { stored, ...data } = typeof change === 'string' ? { type: change } : change;
  const attribute = known ? { ...known, ...changesOf(data) } : attributeOf(data);
  if (!stored || !attribute.values) return attribute;
  const values = attribute.values.map((value) => {
    const spellings = Object.hasOwn(stored, value.name) ? stored[value.name] : undefined;
    return spellings === undefined ? value : { ...value, stored: listOf(spellings) };
  });
  return { ...attribute, values };
}

/** Only what is said, so that it can be laid over something else. */
function changesOf({
  values,
  examples,
  ...rest
}: Exclude<AttributeData, string>): Partial<AttributeDefinition> {
  const said = Object.entries(rest).filter(([, value]) => value !== undefined);
  return {
    ...(Object.fromEntries(said) as Partial<AttributeDefinition>),
    ...(values && { values: values.map(enumeratedValue) }),
    ...(examples && { examples: examples.map(exampleText) }),
  };
}

function enumeratedValue(data: ValueData): EnumeratedValue {
  if (typeof data === 'string') return { name: data, stored: [data] };
  const { name, stored = name, synonyms, meaning } = data;
  return { name, stored: listOf(stored), ...(synonyms && { synonyms }), ...(meaning && { meaning }) };
}

/** Text stands for itself; anything else is told as JSON, which is how definitions have it. */
function exampleText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function listOf<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
