import { isDeepStrictEqual } from 'node:util';
import { Document, isMap, isPair, isScalar, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import { usageError } from '../errors';
import { configForm } from './config-form';
import type { Draft } from './draft';
import { configText, indented, namedLines, scalarText } from './write-tables';

/**
 * The text of a configuration file with tables added, everything else left as it is, to the last comment and blank. Throws a usage
 * error for a table that is declared already; `file` is what the message calls the file.
 */
export function withTables(text: string, drafts: readonly Draft[], file: string): string {
  return drafts.reduce((result, draft) => withTable(result, draft, file), text);
}

/** Throws a usage error where a command is declared in the text of a file. */
export function refuseDeclared(text: string, command: readonly string[], file: string): void {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'error' });
  const path = pathOf(command);
  const above = document.getIn(path.slice(0, -1), true);
  const declared = isMap(above)
    ? above.items.find(({ key }) => isScalar(key) && String(key.value) === path.at(-1))
    : undefined;
  if (declared) {
    const at = (declared.key as Node).range?.[0] ?? 0;
    throw usageError(`${file}:${lines.linePos(at).line}: ${path.join('.')} is declared already.`, {
      kind: 'rename-definition',
    });
  }
}

function withTable(text: string, draft: Draft, file: string): string {
  const { command } = draft.table;
  refuseDeclared(text, command, file);
  const document = parseDocument(text, { logLevel: 'error' });
  const path = pathOf(command);
  const odd = path.map((_, i) => path.slice(0, i)).find((above) => !isPlace(document.getIn(above, true)));
  if (odd) {
    throw usageError(
      `${file}: nothing can be added to ${odd.join('.') || 'its top'}, which is no mapping of its own.`,
      { kind: 'print-definition' },
    );
  }
  const wanted = expected(document, draft);
  if (isJson(text)) return `${JSON.stringify(wanted, null, /^[ \t]+/m.exec(text)?.[0] ?? 2)}\n`;
  const inserted = insertion(text, document, draft);
  // What is written by hand may stand in ways that a line can't be put into; then the parser writes it anew.
  if (inserted !== undefined && isDeepStrictEqual(read(inserted), wanted)) return inserted;
  return rewritten(document, draft);
}

/** Whether something can be added there: it is a mapping, or not there yet. */
function isPlace(node: unknown): boolean {
  return node === undefined || node === null || isMap(node);
}

function pathOf([system = '', name = '']: readonly string[]): readonly string[] {
  return ['systems', system, 'tables', name];
}

/** What the file is to say in the end. */
function expected(document: Document, draft: Draft): unknown {
  const copy = document.clone();
  copy.setIn(
    pathOf(draft.table.command),
    copy.createNode(configForm(draft.table), { aliasDuplicateObjects: false }),
  );
  return copy.toJS();
}

function read(text: string): unknown {
  const document = parseDocument(text, { logLevel: 'error' });
  return document.errors.length > 0 ? undefined : document.toJS();
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** The text with lines put in where they belong, or undefined where that is no place for lines. */
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

/** A mapping with a line for each name, and at least one. */
function isBlock(node: unknown): node is YAMLMap {
  return isMap(node) && node.flow !== true && node.items.length > 0;
}

/** Puts lines behind the last one of a mapping, indented as its names are. */
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

/** Where the last value of a node ends, without the comments behind it. */
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
  return copy.toString({ lineWidth: 0 });
}
