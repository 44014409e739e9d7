import type {
  AttributeDefinition,
  AttributeFormat,
  EnumeratedValue,
} from '../dynamo/model/attribute-definition';
import type { AttributeType } from '../dynamo/model/values';
import {
  type AttributeData,
  type AttributeOverrideData,
  type ValueData,
  valuesInRange,
} from './attribute-schema';

/** The formats of text values. All other formats are numeric. */
const TEXT_FORMATS: ReadonlySet<AttributeFormat> = new Set(['time', 'status']);

/** Returns the type of values with this format. */
export function typeOfFormat(format: AttributeFormat): AttributeType {
  return TEXT_FORMATS.has(format) ? 'S' : 'N';
}

/** Returns the definition of a configured attribute. */
export function attributeOf(data: AttributeData): AttributeDefinition {
  if (typeof data === 'string') return { type: data };
  const { type, ...defined } = changesOf(data);
  return { type: type ?? (defined.format ? typeOfFormat(defined.format) : 'S'), ...defined };
}

/** Returns a built-in attribute, or a new one if `known` is undefined, with the changes of a configuration. */
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

/** Returns the defined members, to be merged into another definition. */
function changesOf({
  values,
  examples,
  ...rest
}: Exclude<AttributeData, string>): Partial<AttributeDefinition> {
  const defined = Object.entries(rest).filter(([, value]) => value !== undefined);
  return {
    ...(Object.fromEntries(defined) as Partial<AttributeDefinition>),
    ...(values && {
      values: (typeof values === 'string' ? (valuesInRange(values) ?? []) : values).map(enumeratedValue),
    }),
    ...(examples && { examples: examples.map(exampleText) }),
  };
}

function enumeratedValue(data: ValueData): EnumeratedValue {
  if (typeof data === 'string') return { name: data, stored: [data] };
  const { name, stored = name, synonyms, meaning } = data;
  return { name, stored: listOf(stored), ...(synonyms && { synonyms }), ...(meaning && { meaning }) };
}

/** Returns text unchanged and other values as JSON, the format of examples in definitions. */
function exampleText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function listOf<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
