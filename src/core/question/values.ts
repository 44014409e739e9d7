import type { AttributeDefinition, EnumeratedValue } from '../../dynamo/model/definition';
import { fitsPattern } from '../../dynamo/model/value-pattern';
import { type AttributeValue, isDynamoNumber } from '../../dynamo/model/values';
import { usageError } from '../../errors';
import { didYouMean } from '../../did-you-mean';

/**
 * The stored values that a word of the user stands for: one, or several where producers spell it differently. Typed by the
 * definition; where there is none, a JSON literal is what it says and anything else a string. Throws a usage error
 * (beginning with `source`) for what the attribute can't be.
 */
export function storedValues(
  attribute: AttributeDefinition | undefined,
  text: string,
  source: string,
): readonly AttributeValue[] {
  if (!attribute) return [literalValue(text)];
  if (text === '' && attribute.option) throw usageError(`${source}: the value is empty.`);
  // A secret stays one in messages about it.
  const shown = attribute.secret ? 'this' : `'${text}'`;
  if (attribute.values) {
    const known = enumerated(attribute.values, text);
    if (known) return known.stored.map((S) => ({ S }));
    if (!attribute.open) throw unknownValue(attribute.values, text, source);
  }
  if (attribute.pattern && !fitsPattern(attribute.pattern.expression, text)) {
    throw usageError(`${source}: ${shown} is not ${attribute.pattern.meaning}.`);
  }
  switch (attribute.type) {
    case 'S':
      return [{ S: text }];
    case 'N':
      if (!isDynamoNumber(text)) throw usageError(`${source}: ${shown} is no number that DynamoDB can hold.`);
      return [{ N: text }];
    case 'BOOL':
      if (text !== 'true' && text !== 'false')
        throw usageError(`${source}: ${shown} is neither true nor false.`);
      return [{ BOOL: text === 'true' }];
    case 'B':
      if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text))
        throw usageError(`${source}: a binary value is given as base64.`);
      return [{ B: text }];
    default:
      return [literalValue(text)];
  }
}

/** The enumerated value that a word means, by its name, a stored spelling or a synonym, in any case. */
function enumerated(values: readonly EnumeratedValue[], text: string): EnumeratedValue | undefined {
  const word = text.toLowerCase();
  return (
    values.find((value) => [value.name, ...value.stored].includes(text)) ??
    values.find((value) => spellings(value).some((spelling) => spelling.toLowerCase() === word))
  );
}

function unknownValue(values: readonly EnumeratedValue[], text: string, source: string): Error {
  const names = values.map((value) => value.name).join(', ');
  return usageError(
    `${source}: there is no '${text}'.${didYouMean(text, values.flatMap(spellings))}`,
    `Known are ${names}.`,
  );
}

function spellings({ name, stored, synonyms = [] }: EnumeratedValue): readonly string[] {
  return [name, ...stored, ...synonyms];
}

/** A JSON literal as what it says, digit for digit, anything else as a string. */
export function literalValue(text: string): AttributeValue {
  if (!/^\s*(?:[-\d"[{]|true\b|false\b|null\b)/.test(text)) return { S: text };
  try {
    return typed(JSON.parse(text.replace(JSON_TOKEN, wrapNumber)));
  } catch {
    return { S: text }; // not JSON after all: the text itself is the value
  }
}

/** A string of JSON, or a number, which `JSON.parse` would round. */
const JSON_TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

function wrapNumber(token: string): string {
  if (token.startsWith('"')) return token;
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(token) || !isDynamoNumber(token))
    throw new SyntaxError(token);
  return JSON.stringify({ [NUMBER]: token });
}

const NUMBER = '\0number';

function typed(json: unknown): AttributeValue {
  if (json === null) return { NULL: true };
  if (typeof json === 'boolean') return { BOOL: json };
  if (typeof json === 'string') return { S: json };
  if (Array.isArray(json)) return { L: json.map(typed) };
  const members = Object.entries(json as object);
  const [first] = members;
  if (first?.[0] === NUMBER) return { N: String(first[1]) };
  return { M: Object.fromEntries(members.map(([name, value]) => [name, typed(value)])) };
}
