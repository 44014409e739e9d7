/** A JSON number with its original text. */
export class ExactNumber {
  constructor(readonly text: string) {}
}

export type Exact = string | boolean | null | ExactNumber | readonly Exact[] | ExactObject;

/** An object as a list of members, which keeps their order and names such as `__proto__`. */
export class ExactObject {
  constructor(readonly members: readonly (readonly [name: string, value: Exact])[]) {}
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** An approximate tokenizer; JSON.parse validates the result. */
const STRING = /"(?:[^"\\]|\\.)*"/y;
const SPACE = /[ \t\r\n]*/y;

/** Parses JSON strictly (RFC 8259), keeping the text of every number. Throws on invalid JSON. */
export function parseExact(json: string): Exact {
  let at = 0;

  function take(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const match = pattern.exec(json)?.[0];
    at += match?.length ?? 0;
    return match;
  }

  function is(text: string): boolean {
    take(SPACE);
    if (!json.startsWith(text, at)) return false;
    at += text.length;
    return true;
  }

  function must(text: string): void {
    if (!is(text)) throw new SyntaxError(`No ${text} at ${at}: ${json.slice(at, at + 30)}`);
  }

  function string(): string {
    take(SPACE);
    const literal = take(STRING);
    if (literal === undefined) throw new SyntaxError(`No string at ${at}: ${json.slice(at, at + 30)}`);
    return JSON.parse(literal) as string;
  }

  function list<T>(end: string, element: () => T): T[] {
    const elements: T[] = [];
    if (is(end)) return elements;
    do elements.push(element());
    while (is(','));
    must(end);
    return elements;
  }

  function member(): readonly [string, Exact] {
    const name = string();
    must(':');
    return [name, value()];
  }

  function value(): Exact {
    if (is('{')) return new ExactObject(list('}', member));
    if (is('[')) return list(']', value);
    if (is('true')) return true;
    if (is('false')) return false;
    if (is('null')) return null;
    const number = take(NUMBER);
    return number === undefined || number === '' ? string() : new ExactNumber(number);
  }

  const whole = value();
  take(SPACE);
  if (at !== json.length) throw new SyntaxError(`More at ${at}: ${json.slice(at, at + 30)}`);
  return whole;
}
