/**
 * Compact JSON text spread over lines, as `JSON.stringify(…, null, 2)` lays it out, without decoding it: no digit and no
 * escape changes. `margin` stands before every line.
 */
export function indentJson(json: string, margin = ''): string {
  let out = margin;
  let depth = 0;
  for (const [token] of json.matchAll(TOKEN)) {
    if (token === '{' || token === '[') out += token + line(margin, ++depth);
    else if (token === '}' || token === ']') out += line(margin, --depth) + token;
    else if (token === ',') out += token + line(margin, depth);
    else if (token === ':') out += ': ';
    else out += token;
  }
  return out;
}

/** A string, an empty container, a sign, or a run of anything else (a number or a literal). */
const TOKEN = /"(?:[^"\\]|\\.)*"|\{\}|\[\]|[{}[\],:]|[^"{}[\],:]+/g;

function line(margin: string, depth: number): string {
  return `\n${margin}${'  '.repeat(depth)}`;
}
