import { isDeepStrictEqual } from 'node:util';
import { Document, isMap, isPair, isScalar, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import { parseText } from '../config/document';
import { SyntaxMistake } from '../config/syntax-mistake';
import { usageError } from '../errors';
import { configForm } from './config-form';
import type { Draft } from './draft';
import { configText, indented, namedLines, scalarText } from './write-tables';
import { jsonText, yamlText } from './yaml-text';

/**
 * Adds tables to the text of a configuration file and leaves everything else as it is, including comments and blanks. Throws a usage
 * error for a table that is already defined. `file` is the file's name in messages.
 */
export function withTables(text: string, drafts: readonly Draft[], file: string): string {
  return drafts.reduce((result, draft) => withTable(result, draft, file), text);
}

/** Throws a usage error if the text of a configuration file already defines a command. */
export function refuseDeclared(text: string, command: readonly string[], file: string): void {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, logLevel: 'error' });
  const path = pathOf(command);
  const above = document.getIn(path.slice(0, -1), true);
  const declared = isMap(above)
    ? above.items.find(({ key }) => isScalar(key) && String(key.value) === path.at(-1))
    : undefined;
  if (declared) {
    const at = (declared.key as Node).range?.[0] ?? 0;
    throw usageError(`${file}:${lines.linePos(at).line}: ${path.join('.')} is already defined.`, {
      kind: 'rename-definition',
    });
  }
}

function withTable(text: string, draft: Draft, file: string): string {
  const { command } = draft.table;
  refuseDeclared(text, command, file);
  const document = parseDocument(text, { uniqueKeys: false, logLevel: 'error' });
  const path = pathOf(command);
  const blocked = path.map((_, i) => path.slice(0, i)).find((above) => !canHold(document.getIn(above, true)));
  if (blocked) {
    throw usageError(
      `${file}: cannot add to ${blocked.join('.') || 'the top level'}, which is not a mapping.`,
      { kind: 'print-definition' },
    );
  }
  const wanted = expected(document, draft);
  if (isJson(text)) return `${jsonText(wanted, /^[ \t]+/m.exec(text)?.[0] ?? 2)}\n`;
  const inserted = insertion(text, document, draft);
  // Some ways of writing the file by hand have no place to insert lines; then the parser writes the file anew.
  if (inserted !== undefined && isDeepStrictEqual(read(inserted), wanted)) return inserted;
  return rewritten(document, draft);
}

/** Whether something can be added to a node: it is a mapping, or does not exist yet. */
function canHold(node: unknown): boolean {
  return node === undefined || node === null || isMap(node);
}

function pathOf([system = '', name = '']: readonly string[]): readonly string[] {
  return ['systems', system, 'tables', name];
}

/** The data that the file should contain in the end. */
function expected(document: Document, draft: Draft): unknown {
  const copy = document.clone();
  copy.setIn(
    pathOf(draft.table.command),
    copy.createNode(configForm(draft.table), { aliasDuplicateObjects: false }),
  );
  return parseText(copy.toString({ lineWidth: 0 })).data;
}

function read(text: string): unknown {
  try {
    return parseText(text).data;
  } catch (error) {
    if (error instanceof SyntaxMistake) return undefined;
    throw error;
  }
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** The text with lines inserted where they belong, or undefined when they can't be inserted there. */
function insertion(text: string, document: Document, draft: Draft): string | undefined {
  const top = document.contents;
  const [system = ''] = draft.table.command;
  if (top === null || (isScalar(top) && top.value === null)) return `${ended(text)}${configText([draft])}`;
  if (!isBlock(top)) return undefined;
  const systems = top.get('systems', true);
  if (systems === undefined) return `${ended(text)}\n${configText([draft])}`;
  if (!isBlock(systems)) return undefined;
  const known = systems.get(system, true);
  const named = namedLines(draft);
  if (known === undefined) {
    const lines = [`${scalarText(system)}:`, '  tables:', ...named.map((line) => indented(line, 4))];
    return appended(text, systems, lines);
  }
  const tables = isBlock(known) ? known.get('tables', true) : undefined;
  return isBlock(tables) ? appended(text, tables, named) : undefined;
}

function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

/** A non-empty mapping in block style, with a line for each key. */
function isBlock(node: unknown): node is YAMLMap {
  return isMap(node) && node.flow !== true && node.items.length > 0;
}

/** Inserts lines after the last one of a mapping, indented like its keys. */
function appended(text: string, map: YAMLMap, lines: readonly string[]): string {
  const first = map.items[0]?.key as Node;
  const start = first.range?.[0] ?? 0;
  const indent = start - (text.lastIndexOf('\n', start - 1) + 1);
  const end = endOf(map);
  const newline = text.indexOf('\n', end);
  const at = text[end - 1] === '\n' ? end : newline < 0 ? text.length : newline + 1;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const block = ['', ...lines.map((line) => indented(line, indent))].map((line) => line + eol).join('');
  const before = text.slice(0, at);
  return `${before}${before.endsWith('\n') ? '' : eol}${block}${text.slice(at)}`;
}

/** The offset where the last value of a node ends, before any comments after it. */
function endOf(node: Node): number {
  if (isMap(node) && node.flow !== true) {
    const last = node.items.at(-1);
    const value = isPair(last) ? ((last.value ?? last.key) as Node) : undefined;
    if (value) return endOf(value);
  }
  return node.range?.[1] ?? 0;
}

function rewritten(document: Document, draft: Draft): string {
  const copy = document.clone();
  copy.setIn(
    pathOf(draft.table.command),
    new Document(configForm(draft.table), { aliasDuplicateObjects: false }).contents,
  );
  return yamlText(copy);
}
