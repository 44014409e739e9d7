/** An expression of HCL, as far as it is understood. */
export type Expression =
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  /** A text with interpolations: texts and expressions alternate in any order. */
  | { readonly kind: 'template'; readonly parts: readonly (string | Expression)[] }
  /** A reference such as `var.stage`. */
  | { readonly kind: 'reference'; readonly path: string }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  | { readonly kind: 'list'; readonly elements: readonly Expression[] }
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, Expression> }
  /** Anything else, such as an arithmetic expression. */
  | { readonly kind: 'other'; readonly text: string };

/** What is between the braces of a block. */
export interface Body {
  readonly attributes: ReadonlyMap<string, Expression>;
  readonly blocks: readonly Block[];
}

/** A block such as `resource "aws_dynamodb_table" "orders" { … }`. */
export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: Body;
}

/** A text is not valid HCL. `line` is counted from 1. */
export class HclError extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/** Deeper nesting than this is refused. */
const MAX_DEPTH = 100;

/** Parses the native syntax of Terraform's configuration language. Throws an {@link HclError} for a text that is not a list of blocks. */
export function parseHcl(text: string): Body {
  return new Parser(text).body(undefined, 0);
}

const IDENTIFIER = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads attributes and blocks up to `end`, or to the end of the text. */
  body(end: '}' | undefined, depth: number): Body {
    if (depth > MAX_DEPTH) throw this.#error('it is nested too deeply');
    const attributes = new Map<string, Expression>();
    const blocks: Block[] = [];
    for (;;) {
      this.#skip(true);
      if (this.#at >= this.#text.length) {
        if (end) throw this.#error('a } is missing');
        return { attributes, blocks };
      }
      if (end && this.#take(end)) return { attributes, blocks };
      const name = this.#match(IDENTIFIER) ?? this.#quoted();
      if (name === undefined) throw this.#error('expected the name of a block or an argument');
      this.#skip(false);
      if (this.#peek() === '=' && this.#text[this.#at + 1] !== '=') {
        this.#at++;
        attributes.set(name, this.#expression(depth + 1));
        continue;
      }
      const labels: string[] = [];
      for (;;) {
        const label = this.#quoted() ?? this.#match(IDENTIFIER);
        if (label === undefined) break;
        labels.push(label);
        this.#skip(false);
      }
      if (!this.#take('{')) throw this.#error(`expected = or { after ${name}`);
      blocks.push({ type: name, labels, body: this.body('}', depth + 1) });
    }
  }

  /** Reads an expression. It ends at a comma, a closing bracket, or the end of the line. */
  #expression(depth: number): Expression {
    if (depth > MAX_DEPTH) throw this.#error('it is nested too deeply');
    this.#skip(false);
    const start = this.#at;
    const simple = this.#simple(depth);
    this.#skip(false);
    if (simple && this.#isAtEnd()) return simple;
    this.#at = start;
    return { kind: 'other', text: this.#rest() };
  }

  #isAtEnd(): boolean {
    return this.#at >= this.#text.length || ',)]}\n'.includes(this.#peek());
  }

  /** Reads a literal, a reference, a call, a list or an object. Undefined for anything else. */
  #simple(depth: number): Expression | undefined {
    const next = this.#peek();
    if (next === '"') return this.#template(depth);
    if (this.#text.startsWith('<<', this.#at)) return this.#heredoc();
    if (next === '[') return this.#list(depth);
    if (next === '{') return this.#object(depth);
    const number = this.#match(NUMBER);
    if (number !== undefined) return { kind: 'value', value: Number(number) };
    const word = this.#match(IDENTIFIER);
    if (word === undefined) return undefined;
    if (word === 'true' || word === 'false') return { kind: 'value', value: word === 'true' };
    if (word === 'null') return { kind: 'value', value: null };
    if (this.#take('(')) return { kind: 'call', name: word, arguments: this.#elements(')', depth) };
    const steps = [word];
    for (;;) {
      const step = /(?:\.[\p{L}\p{N}_*-]+|\[(?:\d+|\*|"[^"\n]*"|[\p{L}\p{N}_.]+)\])/uy;
      const found = this.#match(step);
      if (found === undefined) return { kind: 'reference', path: steps.join('') };
      steps.push(found);
    }
  }

  #list(depth: number): Expression | undefined {
    this.#at++;
    this.#skip(true);
    // A `for` expression makes a list out of another.
    if (/for\s/y.test(this.#text.slice(this.#at, this.#at + 4))) return undefined;
    return { kind: 'list', elements: this.#elements(']', depth) };
  }

  #elements(end: ')' | ']', depth: number): readonly Expression[] {
    const elements: Expression[] = [];
    for (;;) {
      this.#skip(true);
      if (this.#take(end)) return elements;
      elements.push(this.#expression(depth + 1));
      this.#skip(true);
      if (this.#peek() !== end && !this.#take(',')) throw this.#error(`expected , or ${end}`);
    }
  }

  #object(depth: number): Expression | undefined {
    this.#at++;
    const members = new Map<string, Expression>();
    for (;;) {
      this.#skip(true);
      if (this.#take('}')) return { kind: 'object', members };
      const name = this.#match(IDENTIFIER) ?? this.#quoted();
      this.#skip(false);
      if (name === undefined || name === 'for') return undefined;
      if (!this.#take('=') && !this.#take(':')) return undefined;
      members.set(name, this.#expression(depth + 1));
      this.#skip(true);
      this.#take(',');
    }
  }

  /** Reads a text in double quotes, with its interpolations. */
  #template(depth: number): Expression {
    this.#at++;
    const parts: (string | Expression)[] = [];
    let literal = '';
    for (;;) {
      const next = this.#peek();
      if (next === '' || next === '\n') throw this.#error('a " is missing');
      if (this.#take('"')) break;
      if (this.#text.startsWith('$${', this.#at) || this.#text.startsWith('%%{', this.#at)) {
        literal += `${next}{`;
        this.#at += 3;
      } else if (this.#text.startsWith('${', this.#at)) {
        this.#at += 2;
        const inside = this.#expression(depth + 1);
        this.#skip(true);
        if (!this.#take('}')) throw this.#error('a } is missing');
        parts.push(literal, inside);
        literal = '';
      } else if (next === '\\') {
        const escaped = this.#text[this.#at + 1] ?? '';
        literal += ({ n: '\n', t: '\t', r: '\r' } as Record<string, string>)[escaped] ?? escaped;
        this.#at += 2;
      } else {
        literal += next;
        this.#at++;
      }
    }
    if (parts.length === 0) return { kind: 'value', value: literal };
    return { kind: 'template', parts: [...parts, literal] };
  }

  #heredoc(): Expression {
    const found = /<<-?([\p{L}\p{N}_]+)\r?\n([\s\S]*?)^[ \t]*\1[ \t]*$/muy;
    found.lastIndex = this.#at;
    const match = found.exec(this.#text);
    if (!match) throw this.#error('a heredoc does not end');
    this.#at = found.lastIndex;
    return { kind: 'value', value: match[2] ?? '' };
  }

  /** Skips the rest of an expression that is not understood, and returns it. */
  #rest(): string {
    const start = this.#at;
    const open: string[] = [];
    for (; this.#at < this.#text.length; this.#at++) {
      const next = this.#peek();
      if (next === '"') {
        this.#template(0);
        this.#at--;
      } else if ('([{'.includes(next)) open.push(next);
      else if (open.length === 0 && ',)]}\n'.includes(next)) break;
      else if (')]}'.includes(next)) open.pop();
      else if (next === '#' || this.#text.startsWith('//', this.#at)) {
        this.#skip(false);
        this.#at--;
      }
    }
    return this.#text.slice(start, this.#at).trim();
  }

  /** Reads a text in double quotes without interpolations. */
  #quoted(): string | undefined {
    return this.#match(/"(?:[^"\\\n]|\\.)*"/y)?.slice(1, -1);
  }

  /** Skips blanks and comments, and line breaks if asked to. */
  #skip(lines: boolean): void {
    const blanks = lines
      ? /(?:\s+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y
      : /(?:[^\S\n]+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
    this.#match(blanks);
  }

  #match(expression: RegExp): string | undefined {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #peek(): string {
    return this.#text[this.#at] ?? '';
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at++;
    return true;
  }

  #error(message: string): HclError {
    return new HclError(message, this.#text.slice(0, this.#at).split('\n').length);
  }
}
