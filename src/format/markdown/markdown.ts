import type { Item } from '../../dynamo/model/values';
import { withAllColumns, withHeader } from '../all-columns';
import { attributeDefinition, type ColumnReader, columnReaders } from '../columns';
import type { Formatter } from '../formatter';
import { plainCell } from '../plain-cell';
import type { View } from '../view';
import { markdownText } from './markdown-text';

/**
 * A table in GitHub's Markdown, for issues, chats and runbooks. As in CSV, cells are in full, and without known columns all items are read
 * before the first is written.
 */
export const markdown: Formatter = {
  name: 'markdown',
  format: (pages, view) => {
    const rows = (some: typeof pages, columns: readonly ColumnReader[]) => {
      const write = rowWriter(columns, view);
      return withHeader(some, write.header(), write.rows);
    };
    return view.columns ? rows(pages, columnReaders(view.columns)) : withAllColumns(pages, view, rows);
  },
};

function rowWriter(columns: readonly ColumnReader[], view: View) {
  const words = (text: string) => markdownText(text, view.terminal);
  const cells = columns.map((column) => plainCell(column, view, (text) => text));
  const isNumber = ({ name }: ColumnReader) => attributeDefinition(view.shape, name)?.type === 'N';
  return {
    header: () =>
      row(columns.map(({ name }) => words(name))) +
      row(columns.map((column) => (isNumber(column) ? '---:' : '---'))),
    rows: (items: readonly Item[]) =>
      items.map((item) => row(cells.map((cell) => words(cell(item))))).join(''),
  };
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}
