/**
 * Compact JSON text spread over lines, as `JSON.stringify(…, null, 2)` lays it out, without decoding it: no digit and no
 * escape changes. `margin` stands before every line.
 */
export function indentJson(json: string, margin = ''): string {
  let out = margin;
  let depth = 0;
  /** Start of what is not yet copied. */
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

/** Where the string that begins at `start` ends: at the first quote with an even number of backslashes before it. */
function endOfString(json: string, start: number): number {
  let end = start;
  let backslashes: number;
  do {
    end = json.indexOf('"', end + 1);
    backslashes = 0;
    while (json[end - 1 - backslashes] === '\\') backslashes++;
  } while (backslashes % 2 === 1);
  return end;
}
