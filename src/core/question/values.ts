import { didYouMean } from '../../did-you-mean';
import {
  type AttributeDefinition,
  type EnumeratedValue,
  spellingsOf,
} from '../../dynamo/model/attribute-definition';
import { type OperandPart, splitOperand } from '../../dynamo/model/operand';
import { fitsPattern } from '../../dynamo/model/value-pattern';
import { type AttributeValue, isDynamoNumber } from '../../dynamo/model/values';
import { usageError } from '../../errors';
import type { Origin } from '../../origin';

/** Base64 in groups of four characters. The padding of the last group may be left out. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

/**
 * Returns the stored values that the user's text stands for: one, or several if an enumerated value has several spellings. The definition
 * gives the type. Where the type is unknown or mixed, text that is also a JSON literal (`1`, `true`, `null`, `[]`) stands for both, unless it is
 * quoted. Throws a usage error about `origin` for a value that the attribute can't have.
 */
export function storedValues(
  attribute: AttributeDefinition | undefined,
  { text, isQuoted }: OperandPart,
  origin: Origin,
): readonly AttributeValue[] {
  if (!attribute) return isQuoted ? [{ S: text }] : readings(text);
  if (attribute.mixed) return mixedValues(attribute, { text, isQuoted });
  if (text === '' && attribute.option) throw emptyValue(origin);
  if (attribute.values) {
    const known = enumerated(attribute.values, text);
    if (known) return known.stored.map((word) => (attribute.type === 'N' ? { N: word } : { S: word }));
    if (!attribute.open) throw unknownValue(attribute.values, text, origin);
  }
  // Messages must not contain a secret.
  const shown = attribute.secret ? 'This value' : `'${text}'`;
  const invalid = (what: string) => usageError(`${shown} is not ${what}.`, undefined, origin);
  const { type, pattern } = attribute;
  if (pattern && !fitsPattern(pattern.expression, text)) throw invalid(pattern.meaning);
  if (type === 'S') return [{ S: text }];
  if (type === 'N') {
    if (!isDynamoNumber(text)) throw invalid('a number that DynamoDB can store');
    return [{ N: text }];
  }
  if (type === 'BOOL') {
    if (text !== 'true' && text !== 'false') throw invalid('true or false');
    return [{ BOOL: text === 'true' }];
  }
  if (type === 'B') {
    if (!BASE64.test(text)) throw invalid('valid base64, which a binary value requires');
    return [{ B: Buffer.from(text, 'base64').toString('base64') }];
  }
  return [isQuoted ? { S: text } : literalValue(text)];
}

/** Returns the spellings of an enumerated value, and the readings of the text, as not all items have the type of the definition. */
function mixedValues(
  { type, values = [] }: AttributeDefinition,
  part: OperandPart,
): readonly AttributeValue[] {
  const spellings = enumerated(values, part.text)?.stored ?? [];
  return [
    ...spellings.map((word) => (type === 'N' ? { N: word } : { S: word })),
    ...(part.isQuoted ? [{ S: part.text }] : readings(part.text)),
  ];
}

/** Returns the text, and the JSON literal that it may also be. */
function readings(text: string): readonly AttributeValue[] {
  const literal = literalValue(text);
  return 'S' in literal ? [{ S: text }] : [{ S: text }, literal];
}

/** Returns the values of a list. Throws a usage error about `origin` if one is empty. */
export function listedParts(operand: string, origin: Origin): readonly OperandPart[] {
  const parts = splitOperand(operand);
  if (parts.length > 1 && parts.some(({ text, isQuoted }) => text === '' && !isQuoted))
    throw emptyValue(origin);
  return parts;
}

export function emptyValue(origin: Origin): Error {
  return usageError('The value is empty.', 'A comma separates values; quotes keep it: "a, b".', origin);
}

/** Finds an enumerated value by its name, a stored spelling or a synonym, ignoring case. */
function enumerated(values: readonly EnumeratedValue[], text: string): EnumeratedValue | undefined {
  const word = text.toLowerCase();
  return (
    values.find((value) => [value.name, ...value.stored].includes(text)) ??
    values.find((value) => spellingsOf(value).some((spelling) => spelling.toLowerCase() === word))
  );
}

function unknownValue(values: readonly EnumeratedValue[], text: string, origin: Origin): Error {
  const names = values.map((value) => value.name).join(', ');
  return usageError(
    `'${text}' is not a known value.${didYouMean(text, values.flatMap(spellingsOf))}`,
    `Use one of ${names}.`,
    origin,
  );
}

/** Converts a JSON literal to the value it denotes, without rounding numbers, and any other text to a string. */
export function literalValue(text: string): AttributeValue {
  if (!/^\s*(?:[-\d"[{]|true\b|false\b|null\b)/.test(text)) return { S: text };
  try {
    return typed(JSON.parse(text.replace(JSON_TOKEN, wrapNumber)));
  } catch {
    return { S: text }; // not JSON: the text itself is the value
  }
}

/** A JSON string or number. Numbers are replaced because `JSON.parse` would round them. */
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
