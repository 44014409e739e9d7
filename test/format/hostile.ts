/** Texts that try to control a terminal or to mislead a reader. */
export const HOSTILE: Readonly<Record<string, string>> = {
  'hyperlink (OSC 8)': '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007',
  'clipboard (OSC 52)': '\u001b]52;c;cm0gLXJmIH4=\u001b\\',
  'window title (OSC 0)': '\u001b]0;pwned\u0007',
  'title report (CSI 21 t)': '\u001b[21t',
  'device status report': '\u001b[6n',
  'cursor up and erase': '\u001b[1A\u001b[2K',
  'clear screen': '\u001b[2J\u001b[H',
  'colour without end': '\u001b[31;1;5m',
  'alternate screen': '\u001b[?1049h',
  'device control string': '\u001bP+q544e\u001b\\',
  'terminal reset': '\u001bc',
  'C1 CSI': '\u009b31m',
  'C1 OSC': '\u009d0;pwned\u009c',
  'next line (C1)': 'a\u0085b',
  'overwrite by carriage return': 'status: failed\rstatus: passed',
  'overwrite by backspace': 'bad\b\b\bgood',
  'fake row': 'x\nid-2  done',
  'vertical tab and form feed': 'a\u000bb\u000cc',
  bell: '\u0007',
  null: 'a\u0000b',
  delete: 'a\u007fb',
  'shift out': '\u000e',
  'right-to-left override': 'gnp.\u202eexe',
  'embedding and pop': '\u202aabc\u202c',
  isolates: '\u2066abc\u2069\u2067\u2068',
  'direction marks': 'a\u200eb\u200fc\u061cd',
  'line and paragraph separators': 'a\u2028b\u2029c',
  'zero-width characters': 'pay\u200bpal\u200c\u200d\u2060',
  'byte order mark': '\ufeffabc',
  'soft hyphen': 'pass\u00adword',
  'tag characters': 'ok\u{e0041}\u{e007f}',
  'characters that are ignored': 'a\u2065b\u115f\u3164\u034f\ufe01\u{e0100}',
  'half a surrogate pair': 'a\ud800b\udc00',
};

/** Code points that must not reach a terminal, except line ends, which formatters write. */
const UNSAFE: readonly (readonly [first: number, last: number])[] = [
  [0x00, 0x09],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xd800, 0xdfff],
  [0xfe00, 0xfe0d],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe0fff],
];

/** Returns the first unsafe code point of a text, if any. */
export function unsafe(text: string): number | undefined {
  return [...text]
    .map((character) => character.codePointAt(0) ?? 0)
    .find((point) => UNSAFE.some(([first, last]) => point >= first && point <= last));
}
