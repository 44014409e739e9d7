/**
 * What may not reach a terminal as it is: controls (C0, DEL, C1), characters that show nothing or turn the reading
 * direction around (bidirectional overrides, zero-width characters, BOM, tags), halves of surrogate pairs, and the line and
 * paragraph separators. The exact ranges are Unicode's own, so a future one is covered too. The two variation selectors that
 * make a sign an emoji or plain text may stay.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?![\ufe0e\ufe0f])\p{Default_Ignorable_Code_Point}/u;
const UNSAFE_ALL = new RegExp(UNSAFE, 'gu');

/** Nearly every text is printable ASCII, and this is much the cheaper test. */
const NOT_PLAIN = /[^\x20-\x7e]/;

/** A zero-width joiner inside an emoji (a family, a flag) is part of one visible picture. */
const PICTURE_BEFORE = /\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f)?$/u;
const PICTURE_AFTER = /^\p{Extended_Pictographic}/u;
const JOINER = '\u200d';

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * The text with everything that could drive a terminal, break a line or hide shown as an escape (`\n`, `\u001b`,
 * `\u202e`). Text without any comes back as it is. For cells, messages, and names: whatever is not ours.
 */
export function visible(text: string): string {
  if (!NOT_PLAIN.test(text) || !UNSAFE.test(text)) return text;
  return text.replace(UNSAFE_ALL, (character, at: number) => {
    if (character === JOINER && joinsPictures(text, at)) return character;
    return SHORT[character] ?? escapeUnits(character);
  });
}

/**
 * The same for JSON text: what is unsafe becomes `\uXXXX`, so that it stays the same JSON. Line ends outside of strings are
 * the text's own and stay.
 */
export function visibleJson(json: string): string {
  if (!UNSAFE.test(json)) return json;
  return json.replace(UNSAFE_ALL, (character) => (character === '\n' ? character : escapeUnits(character)));
}

function joinsPictures(text: string, at: number): boolean {
  return (
    PICTURE_BEFORE.test(text.slice(Math.max(0, at - 4), at)) && PICTURE_AFTER.test(text.slice(at + 1, at + 3))
  );
}

/** `\uXXXX` for each UTF-16 unit, as in JSON. */
function escapeUnits(character: string): string {
  let out = '';
  for (let i = 0; i < character.length; i++) {
    out += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
  }
  return out;
}
