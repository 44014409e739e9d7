import type { AttributeDefinition } from '../dynamo/model/attribute-definition';
import type { TableDefinition } from '../dynamo/model/definition';
import { fitsPattern } from '../dynamo/model/value-pattern';
import { isDynamoNumber } from '../dynamo/model/values';
import { typeOfFormat } from './attribute';
import type { Mistake } from './mistake';

/** Returns the mistakes within single attributes of a table. */
export function attributeMistakes({ attributes }: TableDefinition): readonly Mistake[] {
  return Object.entries(attributes).flatMap(([name, attribute]) =>
    [
      ...typeMistakes(attribute),
      ...valueMistakes(attribute),
      ...patternMistakes(attribute),
      ...exampleMistakes(attribute),
    ].map(({ path, ...mistake }) => ({ path: ['attributes', name, ...path], ...mistake })),
  );
}

function typeMistakes({ type, format, template, values, short }: AttributeDefinition): readonly Mistake[] {
  const mistakes: Mistake[] = [];
  const required = format && typeOfFormat(format);
  if (required && required !== type)
    mistakes.push({
      path: ['format'],
      message: `the format '${format}' requires type ${required}, but the attribute is ${type}`,
    });
  if (template !== undefined && type !== 'S')
    mistakes.push({
      path: ['template'],
      message: `a template requires type S, but the attribute is ${type}`,
    });
  if (short && type !== 'S')
    mistakes.push({
      path: ['short'],
      message: `a short form requires type S, but the attribute is ${type}`,
    });
  if (values && type !== 'S' && type !== 'N')
    mistakes.push({ path: ['values'], message: `values require type S or N, but the attribute is ${type}` });
  const word = values?.flatMap(({ stored }) => stored).find((text) => type === 'N' && !isDynamoNumber(text));
  if (word !== undefined)
    mistakes.push({ path: ['values'], message: `'${word}' is not a number, but the attribute has type N` });
  if (values && template !== undefined)
    mistakes.push({ path: ['values'], message: 'an attribute cannot have both values and a template' });
  return mistakes;
}

function valueMistakes({ values, open }: AttributeDefinition): readonly Mistake[] {
  if (!values) return open ? [{ path: ['open'], message: 'open requires values' }] : [];
  if (values.length === 0) return [{ path: ['values'], message: 'the list of values is empty' }];
  const seen = new Set<string>();
  return values.flatMap(({ name, synonyms = [] }, i) =>
    [name, ...synonyms].flatMap((word) => {
      const isNew = !seen.has(word);
      seen.add(word);
      return isNew
        ? []
        : [{ path: ['values', i], message: `'${word}' is the name or synonym of two values` }];
    }),
  );
}

function patternMistakes({ pattern, examples, option }: AttributeDefinition): readonly Mistake[] {
  if (!pattern) return [];
  try {
    fitsPattern(pattern.expression, '');
  } catch (error) {
    const why = (error as Error).message.replace(/^Invalid regular expression: .*\/\w*: /s, '');
    return [{ path: ['pattern', 'expression'], message: `invalid regular expression: ${why}` }];
  }
  if (option !== undefined && !examples?.length)
    return [{ path: ['pattern'], message: 'an option with a pattern requires examples for help' }];
  return (examples ?? []).flatMap((example, i) => {
    const fits = fitsPattern(pattern.expression, example);
    if (fits === undefined)
      return [{ path: ['pattern', 'expression'], message: `matching '${example}' takes too long` }];
    return fits ? [] : [{ path: ['examples', i], message: `'${example}' does not match the pattern` }];
  });
}

function exampleMistakes({ type, examples = [] }: AttributeDefinition): readonly Mistake[] {
  return examples.flatMap((example, i) =>
    fits(type, example) ? [] : [{ path: ['examples', i], message: `not a value of type ${type}` }],
  );
}

/** Whether an example is a valid value of a type. Types other than S, N and B are given as JSON. */
function fits(type: AttributeDefinition['type'], example: string): boolean {
  if (type === 'S') return true;
  if (type === 'N') return isDynamoNumber(example);
  if (type === 'B') return /^[A-Za-z0-9+/]*={0,2}$/.test(example);
  const value = fromJson(example);
  switch (type) {
    case 'BOOL':
      return typeof value === 'boolean';
    case 'NULL':
      return value === null;
    case 'M':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'L':
      return Array.isArray(value);
    default: {
      const element = type === 'NS' ? 'number' : 'string';
      return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === element);
    }
  }
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
