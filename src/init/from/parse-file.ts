import { isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import { usageError } from '../../errors';
import { CLOUDFORMATION_TAGS } from './cloudformation';

/** A key that a mapping has more than once. The last one applies. */
export interface Duplicate {
  readonly place: string;
  readonly line: number;
}

/**
 * Parses a file in YAML or JSON that was written for another program: it may have tags of CloudFormation, and keys more than once. Throws a
 * usage error that begins with the name `file` when the file is not valid.
 */
export function parseFile(
  text: string,
  file: string,
): { readonly top: unknown; readonly duplicates: readonly Duplicate[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
    customTags: CLOUDFORMATION_TAGS,
    merge: true,
    uniqueKeys: false,
  });
  const [error] = document.errors;
  if (error)
    throw usageError(`${file}:${lines.linePos(error.pos[0]).line}: ${error.message.split('\n')[0]}.`);
  const duplicates: Duplicate[] = [];
  visit(document, {
    Map(_, map, ancestors) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name))
          duplicates.push({
            place: [...pathTo(map, ancestors), name].join('.'),
            line: lines.linePos(key.range?.[0] ?? 0).line,
          });
        seen.add(name);
      }
    },
  });
  try {
    return { top: document.toJS({ maxAliasCount: 100 }), duplicates };
  } catch (cause) {
    throw usageError(`${file}: ${(cause as Error).message.split('\n')[0]}.`);
  }
}

/** The steps to a node: names in mappings, and positions in lists. */
function pathTo(node: unknown, ancestors: readonly unknown[]): readonly string[] {
  return ancestors.flatMap((one, i) => {
    if (isPair(one)) return isScalar(one.key) ? [String(one.key.value)] : [];
    return isSeq(one) ? [String(one.items.indexOf(ancestors[i + 1] ?? node))] : [];
  });
}
