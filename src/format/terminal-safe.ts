/**
 * Characters that must not reach a terminal unescaped: controls (C0, DEL, C1), invisible characters and those that change the reading
 * direction (bidirectional overrides, zero-width characters, BOM, tags), lone surrogates, and line and paragraph separators. The ranges are
 * those of Unicode properties, so future characters are covered too. The two variation selectors that select emoji or text style are
 * allowed.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?![\ufe0e\ufe0f])\p{Default_Ignorable_Code_Point}/u;
const UNSAFE_ALL = new RegExp(UNSAFE, 'gu');

/** Most texts are printable ASCII, and this test is much faster. */
const NOT_PLAIN = /[^\x20-\x7e]/;

/** A zero-width joiner inside an emoji (a family, a flag) is part of one visible character. */
const EMOJI_BEFORE = /\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f)?$/u;
const EMOJI_AFTER = /^\p{Extended_Pictographic}/u;
const JOINER = '\u200d';

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Escapes everything that could control a terminal, break a line, or hide text (`\n`, `\u001b`, `\u202e`). Returns other text unchanged.
 * For cells, messages and names: all text that does not come from the program itself.
 */
export function visible(text: string): string {
  if (!NOT_PLAIN.test(text) || !UNSAFE.test(text)) return text;
  return text.replace(UNSAFE_ALL, (character, at: number) => {
    if (character === JOINER && joinsEmoji(text, at)) return character;
    return SHORT[character] ?? escapeUnits(character);
  });
}

/** Escapes a text like {@link visible} after joining its lines, as one that was written on several lines is still one text. */
export function visibleLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return visible(lines.filter((line) => line !== '').join(' '));
}

/** Escapes unsafe characters in JSON text as `\uXXXX`, so that it remains equivalent JSON. Line breaks between tokens are kept. */
export function visibleJson(json: string): string {
  if (!UNSAFE.test(json)) return json;
  return json.replace(UNSAFE_ALL, (character) => (character === '\n' ? character : escapeUnits(character)));
}

function joinsEmoji(text: string, at: number): boolean {
  return (
    EMOJI_BEFORE.test(text.slice(Math.max(0, at - 4), at)) && EMOJI_AFTER.test(text.slice(at + 1, at + 3))
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
