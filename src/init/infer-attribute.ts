import type { AttributeDefinition, AttributeFormat } from '../dynamo/model/attribute-definition';
import type { AttributeType } from '../dynamo/model/values';
import { question } from './draft';
import type { Facts } from './facts';
import { inferTime } from './infer-time';
import { inferValues, isConstant, isStatus } from './infer-values';
import { wordsIn } from './names';
import type { SecretTests } from './secrets';

/** An attribute's definition as inferred from its values, with notes for the person who reviews it. */
export interface InferredAttribute {
  readonly definition: AttributeDefinition;
  readonly notes: readonly string[];
}

/** What else is known about an attribute. */
export interface Circumstances {
  /** The number of items in the sample. */
  readonly total: number;
  /** The type according to the table's description. */
  readonly type?: AttributeType | undefined;
  /** Whether it is the table's time to live. */
  readonly isTtl?: boolean;
  readonly secrets: SecretTests;
}

/** Infers the definition of an attribute from its values. */
export function inferAttribute(
  facts: Facts,
  { total, type: known, isTtl, secrets }: Circumstances,
): InferredAttribute {
  const type = known ?? mainType(facts);
  const notes = presenceNotes(facts, type, total);
  const secret = secrets.reason(facts);
  if (secret) return { definition: { type, secret: true }, notes: [...notes, question(secret)] };
  if (isTtl)
    return { definition: { type, format: 'epoch-seconds' }, notes: [...notes, "DynamoDB's time to live"] };
  const time = inferTime(facts);
  // DynamoDB finds keys in the order of their text.
  if (time?.unsorted && known !== undefined)
    return {
      definition: { type },
      notes: [...notes, question(`times that do not sort as text: ${time.seen}`)],
    };
  if (time?.format) {
    const examples = time.example === undefined ? {} : { examples: [time.example] };
    return { definition: { type, format: time.format, ...examples }, notes: [...notes, time.seen] };
  }
  if (time)
    return {
      definition: { type },
      notes: [...notes, question(`looks like ${time.seen}${time.advice ?? ''}`)],
    };
  if (isConstant(facts) && !isStatus(facts.name)) {
    const examples = facts.strings.slice(0, 1);
    return { definition: { type, examples }, notes: [...notes, `always ${examples[0]}`] };
  }
  const values = type === 'S' ? inferValues(facts) : undefined;
  if (values) {
    const definition: AttributeDefinition = {
      type,
      ...(isStatus(facts.name) && { format: 'status' as const }),
      values,
      open: true,
    };
    return { definition, notes: [...notes, question('remove open if these are all possible values')] };
  }
  const format = type === 'N' ? unitOf(facts) : undefined;
  const form = type === 'S' ? describeTexts(facts) : undefined;
  return { definition: { type, ...(format && { format }) }, notes: form ? [...notes, form] : notes };
}

function mainType({ types }: Facts): AttributeType {
  return types.find(([type]) => type !== 'NULL')?.[0] ?? types[0]?.[0] ?? 'S';
}

function presenceNotes({ count, types }: Facts, type: AttributeType, total: number): string[] {
  const others = types.filter(([other]) => other !== type).map(([other, times]) => `${other} (${times})`);
  return [
    ...(count < total ? [`in ${count} of ${total} items`] : []),
    ...(others.length > 0 ? [question(`also seen as ${others.join(', ')}`)] : []),
  ];
}

/** The unit of a number, if the attribute's name contains one. */
function unitOf({ name, numbers }: Facts): AttributeFormat | undefined {
  const words = wordsIn(name);
  const last = words.at(-1) ?? '';
  if (words.some((word) => PERCENT.has(word))) {
    return numbers.every((text) => Number(text) >= 0 && Number(text) <= 100) ? 'percent' : undefined;
  }
  return UNITS[last];
}

const PERCENT: ReadonlySet<string> = new Set(['progress', 'percent', 'percentage', 'pct']);

const UNITS: Readonly<Record<string, AttributeFormat>> = {
  ms: 'millis',
  millis: 'millis',
  milliseconds: 'millis',
  sec: 'seconds',
  secs: 'seconds',
  seconds: 'seconds',
  bytes: 'bytes',
};

/** Describes the form that all texts of an attribute share, such as UUIDs; undefined for no notable form, or fewer than two texts. */
function describeTexts({ name, strings, count }: Facts): string | undefined {
  if (strings.length < 2 || strings.length < count) return undefined;
  const form = FORMS.find(({ expression }) => strings.every((text) => expression.test(text)));
  if (form) return form.name;
  if (!strings.every((text) => /^\d+(?:\.\d+)?$/.test(text))) return undefined;
  const time = inferTime({ name, strings: [], numbers: strings, count, types: [] });
  if (time) return question(`looks like ${time.seen}, stored as text`);
  const lengths = new Set(strings.map((text) => text.length));
  const isPadded = lengths.size === 1 && strings.some((text) => /^0\d/.test(text));
  return isPadded ? `numbers of ${[...lengths][0]} digits, with leading zeros` : 'numbers, stored as text';
}

const FORMS: readonly { readonly name: string; readonly expression: RegExp }[] = [
  { name: 'UUIDs', expression: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i },
  { name: 'ULIDs, which sort by time', expression: /^[0-7][\dA-HJKMNP-TV-Z]{25}$/i },
  { name: 'KSUIDs, which sort by time', expression: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\dA-Za-z]{27}$/ },
];
