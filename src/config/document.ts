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

/** A parsed text in YAML or JSON. */
export interface ParsedText {
  /** The plain value, or undefined if the text is empty. */
  readonly data: unknown;
  /** Returns the line, counted from 1, of a path or of its closest existing parent. */
  lineOf(path: Path): number;
}

/** The text is not valid YAML. */
export class SyntaxMistake extends Error {
  readonly line: number | undefined;

  constructor(message: string, line: number | undefined) {
    super(message);
    this.line = line;
  }
}

/** Parses a text in YAML or JSON (a subset of YAML) without executing anything. Throws a {@link SyntaxMistake} when it is invalid. */
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
    throw new SyntaxMistake(CLEARER_MESSAGES[error.code] ?? firstLine(error.message), lineAt(error.pos[0]));
  let firstAlias: number | undefined;
  visit(document, {
    Alias(_, node) {
      firstAlias ??= lineAt(node.range?.[0] ?? 0);
      if (node.resolve(document) === undefined)
        throw new SyntaxMistake(`unknown anchor &${node.source}`, lineAt(node.range?.[0] ?? 0));
    },
    Pair(_, { key }) {
      if (isScalar(key) && key.value === MERGE) firstAlias ??= lineAt(key.range?.[0] ?? 0);
      if (isScalar(key) && key.value === '__proto__')
        throw new SyntaxMistake('__proto__ is not allowed as a name', lineAt(key.range?.[0] ?? 0));
    },
  });
  return {
    data: toData(() => document.toJS({ maxAliasCount: 100 }), firstAlias),
    lineOf: (path) =>
      lineAt(offsetOf(document.contents, path, (node) => (isAlias(node) ? node.resolve(document) : node))),
  };
}

/** The key whose value is merged into its mapping. */
const MERGE = '<<';

/** Replacements for messages of the parser that are hard to understand. */
const CLEARER_MESSAGES: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'the file contains more than one YAML document',
  NON_STRING_KEY: 'a name must be text',
};

function firstLine(message: string): string {
  if (/call stack/.test(message)) return 'nested too deeply';
  return message.split('\n')[0] ?? message;
}

/** Converts a document to plain values. `line` is the first alias or merge, the only possible cause of an error. */
function toData(read: () => unknown, line: number | undefined): unknown {
  try {
    return read() ?? undefined;
  } catch (cause) {
    // The parser rejects aliases that expand exponentially.
    const isBomb = cause instanceof ReferenceError;
    const message = isBomb ? 'the aliases expand to too much data' : firstLine((cause as Error).message);
    throw new SyntaxMistake(message, line);
  }
}

/** Returns the offset of the deepest existing part of a path: the name of a pair, or the element of a list. */
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
