import type { AttributeDefinition, TableDefinition } from '../dynamo/model/definition';
import { fitsPattern } from '../dynamo/model/value-pattern';
import { isDynamoNumber } from '../dynamo/model/values';
import { typeOfFormat } from './attribute';
import type { Mistake } from './mistake';

/** What is wrong with single attributes of a table. */
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

function typeMistakes({ type, format, template, values }: AttributeDefinition): readonly Mistake[] {
  const mistakes: Mistake[] = [];
  const wanted = format && typeOfFormat(format);
  if (wanted && wanted !== type)
    mistakes.push({
      path: ['format'],
      message: `'${format}' is about type ${wanted}, and the attribute is ${type}`,
    });
  if (template !== undefined && type !== 'S')
    mistakes.push({
      path: ['template'],
      message: `a template makes text (type S), and the attribute is ${type}`,
    });
  if (values && type !== 'S')
    mistakes.push({ path: ['values'], message: `values are text (type S), and the attribute is ${type}` });
  if (values && template !== undefined)
    mistakes.push({ path: ['values'], message: 'the template already says what the values are made of' });
  return mistakes;
}

function valueMistakes({ values, open }: AttributeDefinition): readonly Mistake[] {
  if (!values)
    return open
      ? [{ path: ['open'], message: 'open says that there are more values, but none are declared' }]
      : [];
  if (values.length === 0) return [{ path: ['values'], message: 'the list of values is empty' }];
  const seen = new Set<string>();
  return values.flatMap(({ name, synonyms = [] }, i) =>
    [name, ...synonyms].flatMap((word) => {
      const isNew = !seen.has(word);
      seen.add(word);
      return isNew ? [] : [{ path: ['values', i], message: `'${word}' stands for two values` }];
    }),
  );
}

function patternMistakes({ pattern, examples, option }: AttributeDefinition): readonly Mistake[] {
  if (!pattern) return [];
  try {
    fitsPattern(pattern.expression, '');
  } catch (error) {
    const why = (error as Error).message.replace(/^Invalid regular expression: .*\/\w*: /s, '');
    return [{ path: ['pattern', 'expression'], message: `this is no regular expression: ${why}` }];
  }
  if (option !== undefined && !examples?.length)
    return [{ path: ['pattern'], message: 'where there is a pattern, help needs examples of what fits it' }];
  return (examples ?? []).flatMap((example, i) => {
    const fits = fitsPattern(pattern.expression, example);
    if (fits === undefined)
      return [
        { path: ['pattern', 'expression'], message: `it takes too long to tell whether '${example}' fits` },
      ];
    return fits ? [] : [{ path: ['examples', i], message: `'${example}' does not fit the pattern` }];
  });
}

function exampleMistakes({ type, examples = [] }: AttributeDefinition): readonly Mistake[] {
  return examples.flatMap((example, i) =>
    fits(type, example) ? [] : [{ path: ['examples', i], message: `this is no value of type ${type}` }],
  );
}

/** Whether an example can be what the attribute holds: text as it is, anything else as JSON. */
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
