import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
  visit,
} from 'yaml';
import type { Path } from '../dynamo/model/path';

/** A text in YAML or JSON, read. */
export interface ParsedText {
  /** Plain values; undefined where the text has none. */
  readonly data: unknown;
  /** The line, counted from 1, on which something stands, or what is nearest to it. */
  lineOf(path: Path): number;
}

/** The text is no YAML. */
export class SyntaxMistake extends Error {
  readonly line: number | undefined;

  constructor(message: string, line: number | undefined) {
    super(message);
    this.line = line;
  }
}

/** Reads a text in YAML or JSON (which is YAML too). Nothing in it is executed. Throws a {@link SyntaxMistake}. */
export function parseText(text: string): ParsedText {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    merge: true,
    logLevel: 'error',
  });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const [error] = [...document.errors, ...document.warnings];
  if (error)
    throw new SyntaxMistake(SAID_BETTER[error.code] ?? firstLine(error.message), lineAt(error.pos[0]));
  let firstAlias: number | undefined;
  visit(document, {
    Alias(_, node) {
      firstAlias ??= lineAt(node.range?.[0] ?? 0);
      if (node.resolve(document) === undefined)
        throw new SyntaxMistake(`there is no anchor &${node.source}`, lineAt(node.range?.[0] ?? 0));
    },
    Pair(_, { key }) {
      if (isScalar(key) && key.value === MERGE) firstAlias ??= lineAt(key.range?.[0] ?? 0);
      if (isScalar(key) && key.value === '__proto__')
        throw new SyntaxMistake("__proto__ can't be a name", lineAt(key.range?.[0] ?? 0));
    },
  });
  return {
    data: plain(() => document.toJS({ maxAliasCount: 100 }), firstAlias),
    lineOf: (path) =>
      lineAt(offsetOf(document.contents, path, (node) => (isAlias(node) ? node.resolve(document) : node))),
  };
}

/** The key whose value is laid under the other names of its mapping. */
const MERGE = '<<';

/** What the parser says in words that are for programmers. */
const SAID_BETTER: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'there is more than one YAML document in the file',
  NON_STRING_KEY: 'a name must be text',
};

function firstLine(message: string): string {
  if (/call stack/.test(message)) return 'this is nested too deeply';
  return message.split('\n')[0] ?? message;
}

/** `line` is where aliases or merges begin, which is all that can be wrong here. */
function plain(read: () => unknown, line: number | undefined): unknown {
  try {
    return read() ?? undefined;
  } catch (cause) {
    // The parser refuses aliases that multiply.
    const isBomb = cause instanceof ReferenceError;
    const message = isBomb
      ? 'its aliases stand for more than a file should say'
      : firstLine((cause as Error).message);
    throw new SyntaxMistake(message, line);
  }
}

/** Where the deepest part of a path that is there begins: the name of a pair, or the element of a list. */
function offsetOf(
  top: ParsedNode | null,
  path: Path,
  resolve: (node: Node | null | undefined) => Node | null | undefined,
): number {
  let node: Node | null | undefined = resolve(top);
  let offset = top?.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap<ParsedNode, ParsedNode | null>(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!pair) break;
      offset = pair.key.range[0];
      node = resolve(pair.value);
    } else if (isSeq<ParsedNode>(node)) {
      const item = node.items[Number(step)];
      if (!item) break;
      offset = item.range[0];
      node = resolve(item);
    } else break;
  }
  return offset;
}
