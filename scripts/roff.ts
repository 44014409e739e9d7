import { visible, visibleLine } from '../src/format/terminal-safe';

/** Escapes a text for a man page. Requests and escapes lose their meaning, and dashes can be copied into a shell. */
export function plain(text: string): string {
  return escaped(visible(text));
}

function escaped(text: string): string {
  return text.replace(/\\/g, '\\e').replace(/-/g, '\\-').replace(/^[.']/gm, '\\&$&');
}

/** Escapes running text and breaks it into short lines, which the man page viewer refills. */
export function paragraph(text: string): string {
  return escaped(
    visibleLine(text)
      .replace(/(.{1,72})(?:\s+|$)/g, '$1\n')
      .trimEnd(),
  );
}
