/**
 * Indents compact JSON text like `JSON.stringify(…, null, 2)` without decoding it, so no digit and no escape changes. `margin` precedes
 * every line.
 */
export function indentJson(json: string, margin = ''): string {
  let out = margin;
  let depth = 0;
  /** Start of the text that is not yet copied. */
  let from = 0;
  const copyTo = (end: number, more: string) => {
    out += json.slice(from, end) + more;
    from = end;
  };
  const line = () => `\n${margin}${'  '.repeat(depth)}`;
  for (let i = 0; i < json.length; i++) {
    switch (json[i]) {
      case '"':
        i = endOfString(json, i);
        break;
      case ':':
        copyTo(i + 1, ' ');
        break;
      case ',':
        copyTo(i + 1, line());
        break;
      case '{':
      case '[':
        if (json[i + 1] === '}' || json[i + 1] === ']') {
          i++;
          break;
        }
        depth++;
        copyTo(i + 1, line());
        break;
      case '}':
      case ']':
        depth--;
        copyTo(i, line());
        break;
    }
  }
  copyTo(json.length, '');
  return out;
}

/** Returns the position of the quote that ends the string at `start`: the first with an even number of backslashes before it. */
export function endOfString(json: string, start: number): number {
  let end = start;
  let backslashes: number;
  do {
    end = json.indexOf('"', end + 1);
    backslashes = 0;
    while (json[end - 1 - backslashes] === '\\') backslashes++;
  } while (backslashes % 2 === 1);
  return end;
}
