import { describe, expect, test } from 'vitest';
import { Document, parse } from 'yaml';
import { builtIn } from '../../src/commands/configuration/built-in';
import { configurationOf } from '../../src/config/read-config';
import { withTables } from '../../src/init/add-tables';
import type { Draft } from '../../src/init/draft';
import { configText } from '../../src/init/write-tables';
import { yamlText } from '../../src/init/yaml-text';
import { HOSTILE, unsafe } from '../format/hostile';

const draftOf = (text: string): Draft => ({
  table: {
    command: ['cinema', 'films'],
    summary: `items ${text}`,
    name: 'films',
    partitionKey: [`id${text}`],
    attributes: {
      [`id${text}`]: { type: 'S', examples: [text] },
      kind: { type: 'S', values: [{ name: `v${text}`, stored: [`v${text}`] }] },
    },
    columns: [`id${text}`],
    patterns: [],
  },
  notes: { '': [`note ${text}`], 'attributes.kind': [`always ${text}`] },
});

describe.each(Object.entries(HOSTILE))('what init writes, with %s in names and values,', (_, text) => {
  test('is visible, and is read back as it was', () => {
    const written = configText([draftOf(text)]);
    expect(unsafe(written.replaceAll('\n', ''))).toBeUndefined();
    const { catalog } = configurationOf(written, 'written.yaml', undefined, builtIn());
    const table = catalog.find(({ name }) => name === 'films');
    expect(table).toMatchObject({
      summary: `items ${text}`,
      partitionKey: [`id${text}`],
      columns: [`id${text}`],
    });
    expect(table?.attributes.kind?.values?.[0]?.name).toBe(`v${text}`);
  });

  test.each([
    ['YAML', '# mine\ntables: {}\n'],
    [
      'YAML with another table of the system',
      'systems:\n  cinema:\n    tables:\n      x: { name: xxx, partitionKey: id, attributes: { id: S } }\n',
    ],
    ['YAML in flow style', '{ systems: { cinema: { tables: {} } } }\n'],
    ['JSON', '{"tables": {}}\n'],
  ])('is visible when added to a file in %s', (__, before) => {
    const written = withTables(before, [draftOf(text)], 'c.yaml');
    expect(unsafe(written.replaceAll('\n', ''))).toBeUndefined();
    expect(parse(written).systems.cinema.tables.films).toMatchObject({ summary: `items ${text}` });
  });
});

test('text that is visible is written without quotes and escapes', () => {
  expect(yamlText(new Document({ a: 'Füße 日本 ❤️', b: ['two\nlines'] }))).toBe(
    'a: Füße 日本 ❤️\nb:\n  - |-\n    two\n    lines\n',
  );
});

test('a table is added to a file with many aliases in seconds', () => {
  const lines = Array.from({ length: 3_000 }, (_, i) => `  k${i}: &a${i} v${i}\n  l${i}: *a${i}`);
  const began = performance.now();
  const written = withTables(`variables:\n${lines.join('\n')}\n`, [draftOf('x')], 'c.yaml');
  expect(written).toContain('summary: items');
  expect(performance.now() - began).toBeLessThan(10_000);
});
