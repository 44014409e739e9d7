import { type Document, visit } from 'yaml';

/**
 * Characters that a reader does not see, or that change what a reader sees: controls, bidirectional and zero-width characters, and others
 * without a shape of their own. The two variation selectors that select emoji or text style are allowed.
 */
const INVISIBLE = /(?!\n|[\ufe0e\ufe0f])[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const ALL_INVISIBLE = new RegExp(INVISIBLE, 'gu');

/** Formats a document as YAML in which every character is visible: escaped in values, and also in comments, where an escape is only text. */
export function yamlText(document: Document): string {
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string' && INVISIBLE.test(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
  return visibleText(document.toString({ lineWidth: 0 }));
}

/** Formats data as JSON in which every character is visible. */
export function jsonText(data: unknown, indent: string | number): string {
  return escaped(JSON.stringify(data, null, indent), (_, character) =>
    // Tabs in strings are escaped already.
    character === '\t'
      ? character
      : Array.from({ length: character.length }, (__, i) => `\\u${hex(character.charCodeAt(i), 4)}`).join(''),
  );
}

/** Makes the invisible characters of a text visible, by the escapes of YAML. */
export function visibleText(text: string): string {
  return escaped(text, (point) => (point > 0xffff ? `\\U${hex(point, 8)}` : `\\u${hex(point, 4)}`));
}

function escaped(text: string, form: (point: number, character: string) => string): string {
  return text.replace(ALL_INVISIBLE, (character) => form(character.codePointAt(0) ?? 0, character));
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0');
}
