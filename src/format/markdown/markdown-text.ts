import { visible } from '../terminal-safe';

/** Characters that have a meaning in the text of a cell. An underscore inside a word has none. */
const SPECIAL = /[\\`*[|~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

/** The start of a character reference, which would be replaced by the character. */
const REFERENCE = /&(?=#?\w+;)/g;

/** Controls other than line ends, which no document should contain. */
const CONTROL = /[\p{Cc}\p{Cs}]/gu;

/**
 * Escapes a text for a cell of a Markdown table: it stays in its cell and is read literally, and its line breaks become `<br>`. If the
 * output is a terminal, everything that could control it is escaped too.
 */
export function markdownText(text: string, isTerminal: boolean): string {
  return text
    .split(/\r\n|[\n\r]/)
    .map((line) => escapedLine(isTerminal ? visible(line) : line.replace(CONTROL, visible)))
    .join('<br>');
}

function escapedLine(line: string): string {
  return line
    .replace(SPECIAL, '\\$&')
    .replace(REFERENCE, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
