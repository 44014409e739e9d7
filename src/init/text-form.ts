import { question } from './draft';
import type { Facts } from './facts';
import { inferTime } from './infer-time';

/** What all texts of an attribute are like, in words, where that is worth knowing; undefined where it isn't, or for a single text. */
export function textForm({ name, strings, count }: Facts): string | undefined {
  if (strings.length < 2 || strings.length < count) return undefined;
  const form = FORMS.find(({ expression }) => strings.every((text) => expression.test(text)));
  if (form) return form.name;
  if (!strings.every((text) => /^\d+(?:\.\d+)?$/.test(text))) return undefined;
  const time = inferTime({ name, strings: [], numbers: strings, count, types: [] });
  if (time) return question(`looks like ${time.seen.replace(TO_SAY, '')}, kept as text`);
  const lengths = new Set(strings.map((text) => text.length));
  const isPadded = lengths.size === 1 && strings.some((text) => /^0\d/.test(text));
  return isPadded ? `numbers of ${[...lengths][0]} digits, with zeros in front` : 'numbers, kept as text';
}

/** What a guess about numbers adds on how to declare them, which is of no use for text. */
const TO_SAY = /[;,].*/;

const FORMS: readonly { readonly name: string; readonly expression: RegExp }[] = [
  { name: 'UUIDs', expression: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i },
  { name: 'ULIDs, which sort by time', expression: /^[0-7][\dA-HJKMNP-TV-Z]{25}$/i },
  { name: 'KSUIDs, which sort by time', expression: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\dA-Za-z]{27}$/ },
];
