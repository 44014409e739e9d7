import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseDocument,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import type { Path } from '../dynamo/model/path';
import { type Resolve, resolveAliases } from './aliases';
import { plainData } from './plain-data';
import { SyntaxMistake } from './syntax-mistake';

/** A parsed text in YAML or JSON. */
export interface ParsedText {
  /** The plain value, or undefined if the text is empty. */
  readonly data: unknown;
  /** Returns the line, counted from 1, of a path or of its closest existing parent. */
  lineOf(path: Path): number;
}

/**
 * Parses a text in YAML or JSON (a subset of YAML) without executing anything, in time that is proportional to its length. Throws a
 * {@link SyntaxMistake} when it is invalid.
 */
export function parseText(text: string): ParsedText {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    merge: true,
    // The parser compares each key with all others of its mapping. `resolveAliases` finds equal ones with a set.
    uniqueKeys: false,
    logLevel: 'error',
  });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const [error] = [...document.errors, ...document.warnings];
  if (error)
    throw new SyntaxMistake(CLEARER_MESSAGES[error.code] ?? firstLine(error.message), lineAt(error.pos[0]));
  const top = document.contents;
  try {
    const resolve = resolveAliases(top, lineAt);
    return {
      data: plainData(top, resolve, lineAt) ?? undefined,
      lineOf: (path) => lineAt(offsetOf(top, path, resolve)),
    };
  } catch (cause) {
    if (cause instanceof SyntaxMistake) throw cause;
    throw new SyntaxMistake(firstLine((cause as Error).message), undefined);
  }
}

/** Replacements for messages of the parser that are hard to understand. */
const CLEARER_MESSAGES: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'the file contains more than one YAML document',
  NON_STRING_KEY: 'a name must be text',
};

function firstLine(message: string): string {
  if (/call stack/.test(message)) return 'nested too deeply';
  return message.split('\n')[0] ?? message;
}

/** Returns the offset of the deepest existing part of a path: the name of a pair, or the element of a list. */
function offsetOf(top: ParsedNode | null, path: Path, resolve: Resolve): number {
  let node = resolve(top);
  let offset = top?.range[0] ?? 0;
  for (const step of path) {
    if (isMap<ParsedNode, ParsedNode | null>(node)) {
      const pair = pairsOf(node).get(String(step));
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

type ParsedMap = YAMLMap<ParsedNode, ParsedNode | null>;

/** The pairs of mappings by their names, as a file with many mistakes needs many of their lines. */
const PAIRS = new WeakMap<ParsedMap, ReadonlyMap<string, ParsedMap['items'][number]>>();

function pairsOf(map: ParsedMap): ReadonlyMap<string, ParsedMap['items'][number]> {
  const known = PAIRS.get(map);
  if (known) return known;
  const pairs = new Map(
    map.items.flatMap((pair) => (isScalar(pair.key) ? [[nameOf(pair.key), pair] as const] : [])),
  );
  PAIRS.set(map, pairs);
  return pairs;
}

function nameOf(key: Scalar): string {
  return String(key.value);
}
