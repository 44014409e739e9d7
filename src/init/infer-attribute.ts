import type { AttributeDefinition, AttributeFormat } from '../dynamo/model/definition';
import type { AttributeType } from '../dynamo/model/values';
import { question } from './draft';
import type { Facts } from './facts';
import { inferTime } from './infer-time';
import { inferValues, isConstant, isStatus } from './infer-values';
import { wordsIn } from './names';
import type { SecretTests } from './secrets';
import { textForm } from './text-form';

/** An attribute as its values tell of it, and what a person should look at. */
export interface InferredAttribute {
  readonly definition: AttributeDefinition;
  readonly notes: readonly string[];
}

/** What else is known of an attribute. */
export interface Circumstances {
  /** How many items the sample has. */
  readonly total: number;
  /** The type that the table's own description gives it. */
  readonly type?: AttributeType | undefined;
  /** DynamoDB deletes items by it. */
  readonly isTtl?: boolean;
  readonly secrets: SecretTests;
}

/** The definition that fits what was seen of an attribute. */
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
  if (time?.format) return { definition: { type, format: time.format }, notes: [...notes, time.seen] };
  if (time) return { definition: { type }, notes: [...notes, question(`looks like ${time.seen}`)] };
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
    return { definition, notes: [...notes, question('if these are all values there are, take out open')] };
  }
  const format = type === 'N' ? unitOf(facts) : undefined;
  const form = type === 'S' ? textForm(facts) : undefined;
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

/** What a number counts, where its name says so. */
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
