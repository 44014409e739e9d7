import { attributeDefinition } from '../columns';
import type { Formatter } from '../formatter';
import { plainCell } from '../plain-cell';
import { formatRecords } from '../records';
import type { View } from '../view';
import { markdownText } from './markdown-text';

/** A table in GitHub's Markdown, for issues, chats and runbooks. As in CSV, cells are in full. */
export const markdown: Formatter = {
  name: 'markdown',
  format: (pages, view) => formatRecords(pages, view, { ...ROW, loneEmpty: '', ...cellsOf(view) }),
};

const ROW = { start: '| ', separator: ' | ', end: ' |\n' };

function cellsOf(view: View) {
  const words = (text: string) => markdownText(text, view.terminal);
  const isNumber = (column: string) => attributeDefinition(view.shape, column)?.type === 'N';
  return {
    header: (columns: readonly string[]) =>
      row(columns.map(words)) + row(columns.map((column) => (isNumber(column) ? '---:' : '---'))),
    cell: (column: string) => {
      const text = plainCell(column, view, (plain) => plain);
      return (value: Parameters<typeof text>[0]) => words(text(value));
    },
  };
}

function row(cells: readonly string[]): string {
  return ROW.start + cells.join(ROW.separator) + ROW.end;
}
