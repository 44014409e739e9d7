import { isMap, isScalar, isSeq, type ParsedNode, type YAMLMap } from 'yaml';
import { isMerge, type Resolve } from './aliases';
import { SyntaxMistake } from './syntax-mistake';

type Mapping = Record<string, unknown>;

/**
 * Converts a document to plain values. What several aliases stand for is converted once, and is the same object in all places. Throws a
 * {@link SyntaxMistake} for a merge of something other than mappings.
 */
export function plainData(
  top: ParsedNode | null,
  resolve: Resolve,
  lineAt: (offset: number) => number,
): unknown {
  const converted = new Map<ParsedNode, unknown>();

  const convert = (node: ParsedNode | null | undefined): unknown => {
    const source = resolve(node);
    if (!source) return null;
    const known = converted.get(source);
    if (known !== undefined) return known;
    const data = convertNew(source);
    if (source.anchor !== undefined) converted.set(source, data);
    return data;
  };

  const convertNew = (node: ParsedNode): unknown => {
    if (isScalar(node)) return node.value;
    if (isSeq<ParsedNode>(node)) return isPlain(node) ? node.items.map(convert) : new Map();
    if (!isMap<ParsedNode, ParsedNode | null>(node)) return null;
    // No key takes a set or another special kind of collection, so their contents don't matter.
    if (!isPlain(node)) return new Set();
    return mappingOf(node);
  };

  const mappingOf = (node: YAMLMap<ParsedNode, ParsedNode | null>): Mapping => {
    const mapping: Mapping = {};
    for (const { key, value } of node.items) {
      if (isMerge(key)) {
        // What the mapping has already takes precedence, also over a later source.
        for (const source of mergeSources(value, lineAt(key.range[0])))
          for (const [name, merged] of Object.entries(source)) {
            if (!Object.hasOwn(mapping, name)) mapping[name] = merged;
          }
      } else mapping[String(isScalar(key) ? key.value : '')] = convert(value);
    }
    return mapping;
  };

  const mergeSources = (value: ParsedNode | null, line: number): readonly Mapping[] => {
    const source = resolve(value);
    const nodes = isSeq<ParsedNode>(source) ? source.items : [source];
    return nodes.map((node) => {
      if (!isMap(resolve(node))) throw new SyntaxMistake('Merge sources must be maps or map aliases', line);
      return convert(node) as Mapping;
    });
  };

  return convert(top);
}

/** Whether a collection is an ordinary mapping or list, without a tag such as `!!set`. */
function isPlain({ tag }: { readonly tag?: string | undefined }): boolean {
  return tag === undefined || tag === 'tag:yaml.org,2002:map' || tag === 'tag:yaml.org,2002:seq';
}
