import { isAlias, isMap, isScalar, isSeq, type ParsedNode, type Scalar } from 'yaml';
import { SyntaxMistake } from './syntax-mistake';

/** The number of values that all aliases of a text may stand for. Enough for a thousand tables that share a hundred values. */
const MAX_ALIASED = 100_000;

/** The name whose value is merged into its mapping. */
const MERGE = '<<';

type MaybeNode = ParsedNode | null | undefined;

/** Returns what an alias stands for, and any other node itself. */
export type Resolve = (node: MaybeNode) => MaybeNode;

/**
 * Finds what each alias of a document stands for, in one pass. Throws a {@link SyntaxMistake} for an unknown anchor, an alias inside the value
 * it refers to, aliases that expand to too much, and for a name that is forbidden or occurs twice in a mapping.
 */
export function resolveAliases(top: ParsedNode | null, lineAt: (offset: number) => number): Resolve {
  const targets = new Map<ParsedNode, ParsedNode>();
  const anchors = new Map<string, ParsedNode>();
  /** The number of values in an anchored node, or undefined while it is being read. */
  const sizes = new Map<ParsedNode, number | undefined>();
  let firstAlias: number | undefined;
  let aliased = 0;

  const lineOf = (node: ParsedNode) => lineAt(node.range[0]);
  const tooMuch = (why = '') =>
    new SyntaxMistake(`the aliases expand to too much data${why}`, firstAlias ?? 1);

  /** Reads a node and returns the number of values in it, with what its aliases stand for. */
  const read = (node: ParsedNode, path: string): number => {
    if (isAlias(node)) {
      firstAlias ??= lineOf(node);
      const target = anchors.get(node.source);
      if (!target) throw new SyntaxMistake(`unknown anchor &${node.source}`, lineOf(node));
      const size = sizes.get(target);
      if (size === undefined)
        throw new SyntaxMistake(
          `${path}: the aliases expand to too much data, as *${node.source} is inside the value it refers to`,
          lineOf(node),
        );
      aliased += size;
      if (aliased > MAX_ALIASED) throw tooMuch();
      targets.set(node, target);
      return size;
    }
    if (node.anchor !== undefined) {
      anchors.set(node.anchor, node);
      sizes.set(node, undefined);
    }
    const size = 1 + sizeInside(node, path);
    if (node.anchor !== undefined) sizes.set(node, size);
    return size;
  };

  const sizeInside = (node: ParsedNode, path: string): number => {
    let size = 0;
    if (isSeq<ParsedNode>(node)) {
      for (const item of node.items) if (item) size += read(item, path);
    } else if (isMap<ParsedNode, ParsedNode | null>(node)) {
      const names = new Set<unknown>();
      for (const { key, value } of node.items) {
        if (isScalar(key)) checkName(key, names);
        size += read(key, path);
        if (value) size += read(value, path === '' ? nameOf(key) : `${path}.${nameOf(key)}`);
      }
    }
    return size;
  };

  const checkName = (key: Scalar.Parsed, names: Set<unknown>) => {
    if (key.value === '__proto__') throw new SyntaxMistake('__proto__ is not allowed as a name', lineOf(key));
    if (isMerge(key)) firstAlias ??= lineOf(key);
    else if (names.has(key.value)) throw new SyntaxMistake('Map keys must be unique', lineOf(key));
    names.add(key.value);
  };

  if (top) read(top, '');
  return (node) => (node ? (targets.get(node) ?? node) : node);
}

/** Whether a name is `<<`, and neither quoted nor of another type. */
export function isMerge(key: unknown): boolean {
  if (!isScalar(key)) return false;
  const { value } = key;
  return typeof value === 'symbol' ? value.description === MERGE : value === MERGE && key.type === 'PLAIN';
}

/** Returns a name for messages. */
function nameOf(key: ParsedNode): string {
  return isScalar(key) ? String(typeof key.value === 'symbol' ? key.value.description : key.value) : '?';
}
