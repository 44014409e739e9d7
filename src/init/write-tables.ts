import { Document, isMap, isPair, isScalar, isSeq, type Node, type Pair, visit } from 'yaml';
import { configForm } from './config-form';
import type { Draft } from './draft';
import { visibleText, yamlText } from './yaml-text';

/** Values longer than this, in characters, are written on several lines. */
const WIDTH = 112;

const OPTIONS = { lineWidth: 0 } as const;

/** The lines of a table below its name, without indentation. */
function tableLines({ table, notes }: Draft): readonly string[] {
  const document = new Document(configForm(table), { aliasDuplicateObjects: false });
  compact(document);
  visit(document, {
    Pair(_, pair, ancestors) {
      const path = [...ancestors.filter(isPair), pair].map(keyText).join('.');
      if (Object.hasOwn(notes, path)) comment(pair, notes[path] ?? []);
    },
  });
  const text = yamlText(document).trimEnd();
  return [
    ...(notes[''] ?? []).map((note) => `# ${visibleText(note.replaceAll('\n', ' '))}`),
    ...text.split('\n'),
  ];
}

/** Returns the text of a configuration file that contains only these tables. */
export function configText(drafts: readonly Draft[]): string {
  const lines = ['systems:'];
  const systems = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const [system = ''] = draft.table.command;
    systems.set(system, [...(systems.get(system) ?? []), draft]);
  }
  for (const [system, tables] of systems) {
    lines.push(`  ${scalarText(system)}:`, '    tables:');
    for (const [i, draft] of tables.entries())
      lines.push(...(i === 0 ? [] : ['']), ...namedLines(draft).map((line) => indented(line, 6)));
  }
  return `${lines.join('\n')}\n`;
}

/** Returns the lines of a table, starting with its name. */
export function namedLines(draft: Draft): readonly string[] {
  const name = draft.table.command.at(-1) ?? '';
  return [`${scalarText(name)}:`, ...tableLines(draft).map((line) => indented(line, 2))];
}

export function indented(line: string, by: number): string {
  return line === '' ? '' : ' '.repeat(by) + line;
}

/** Returns a name in YAML syntax, with quotes where it needs them: digits alone would be a number. */
export function scalarText(text: string): string {
  return yamlText(new Document(text)).trimEnd();
}

/** Puts what fits on a line on one, except the table itself and its lists of attributes, indexes and patterns. */
function compact(document: Document): void {
  visit(document, {
    Collection(_, node, ancestors) {
      const pairs = ancestors.filter(isPair);
      const isList =
        pairs.length === 1 && isMap(node) && ['attributes', 'indexes'].includes(keyText(pairs[0]));
      const isPatterns =
        pairs.length === 1 && isSeq(node) && keyText(pairs[0]) === 'patterns' && node.items.length > 0;
      if (pairs.length === 0 || ((isList || isPatterns) && isMap(node) === isList)) return undefined;
      if (oneLine(node, pairs).length > WIDTH) return undefined;
      (node as { flow?: boolean }).flow = true;
      return visit.SKIP;
    },
  });
}

/** The text of the node on one line, without the indentation of the file. */
function oneLine(node: Node, ancestors: readonly Pair[]): string {
  const alone = new Document(JSON.parse(JSON.stringify(node)));
  (alone.contents as { flow?: boolean }).flow = true;
  return `${'  '.repeat(ancestors.length)}${keyText(ancestors.at(-1))}: ${alone.toString(OPTIONS)}`;
}

function comment(pair: Pair, notes: readonly string[]): void {
  const before = notes.map((note) => ` ${note}`).join('\n');
  if (isScalar(pair.key)) pair.key.commentBefore = before;
}

function keyText(pair: Pair | undefined): string {
  return isScalar(pair?.key) ? String(pair.key.value) : '';
}
