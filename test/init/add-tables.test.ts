import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { TableDefinition } from '../../src/dynamo/model/definition';
import { withTables } from '../../src/init/add-tables';

const table = (system: string, name: string): TableDefinition => ({
  command: [system, name],
  summary: 'items',
  name: 'films',
  partitionKey: ['id'],
  attributes: { id: { type: 'S' } },
  patterns: [],
});
const draft = (system: string, name: string) => ({ table: table(system, name), notes: { name: ['? sure'] } });
const add = (text: string, system = 'cinema', name = 'films') =>
  withTables(text, [draft(system, name)], 'c.yaml');

/** The content of an added table, below its name. */
const LINES = [
  'summary: items',
  '# ? sure',
  'name: films',
  'partitionKey: id',
  'attributes:',
  '  id: S',
  'patterns: []',
];
const added = (indent: number) => LINES.map((line) => `${' '.repeat(indent)}${line}\n`).join('');

describe('adds a table and changes nothing else', () => {
  const cases: [string, string, string][] = [
    ['to an empty file', '', `systems:\n  cinema:\n    tables:\n      films:\n${added(8)}`],
    ['to comments', '# hello', `# hello\nsystems:\n  cinema:\n    tables:\n      films:\n${added(8)}`],
    [
      'to a file without systems',
      'defaults:   {output: json}   # so\n\n\ncontexts:\n    prod: {}\n# end\n',
      `defaults:   {output: json}   # so\n\n\ncontexts:\n    prod: {}\n# end\n\nsystems:\n  cinema:\n    tables:\n      films:\n${added(8)}`,
    ],
    [
      'to another system',
      'systems:\n   a: # the first\n      tables:\n         x: {name: xxx,   partitionKey: id, attributes: {id: S}} # odd\n   # after\ndefaults: {}\n',
      `systems:\n   a: # the first\n      tables:\n         x: {name: xxx,   partitionKey: id, attributes: {id: S}} # odd\n\n   cinema:\n     tables:\n       films:\n${added(9)}   # after\ndefaults: {}\n`,
    ],
    [
      'to its system',
      'systems:\n  cinema:\n    tables:\n      old:\n        name: >-\n          old\n        partitionKey: "id" # the key\n        attributes: { id: S }\n\n\ndefaults: {}',
      `systems:\n  cinema:\n    tables:\n      old:\n        name: >-\n          old\n        partitionKey: "id" # the key\n        attributes: { id: S }\n\n      films:\n${added(8)}\n\ndefaults: {}`,
    ],
    [
      'after a block of text, without a final line break',
      'systems:\n  cinema:\n    tables:\n      old:\n        name: old\n        summary: |\n          two\n          lines',
      `systems:\n  cinema:\n    tables:\n      old:\n        name: old\n        summary: |\n          two\n          lines\n\n      films:\n${added(8)}`,
    ],
  ];
  test.each(cases)('%s', (_, before, after) => {
    expect(add(before)).toBe(after);
  });

  test.each(['  ', '    ', '\t'])('keeps JSON and its indentation: %j', (indent) => {
    const data = { defaults: { output: 'json' }, systems: { other: { tables: {} } } };
    const after = add(JSON.stringify(data, null, indent));
    const { films } = JSON.parse(after).systems.cinema.tables;
    expect(films).toMatchObject({ name: 'films', partitionKey: 'id' });
    const wanted = { ...data, systems: { ...data.systems, cinema: { tables: { films } } } };
    expect(after).toBe(`${JSON.stringify(wanted, null, indent)}\n`);
  });

  test('keeps the line endings of the file', () => {
    const before = 'systems:\r\n  cinema:\r\n    tables:\r\n      old: { name: old }\r\n';
    expect(add(before)).toBe(`${before}\r\n      films:\r\n${added(8).replaceAll('\n', '\r\n')}`);
  });

  test('where no line can be inserted, keeps the data and comments of the file', () => {
    for (const before of [
      '# top\nsystems: { cinema: { tables: { old: { name: old } } } } # here\n',
      'systems: {}\n# end\n',
      '{ systems: { other: { tables: {} } }, } # not quite JSON',
    ]) {
      const after = add(before);
      expect(parse(after).systems.cinema.tables.films).toMatchObject({ name: 'films' });
      for (const comment of before.match(/#.*/g) ?? []) expect(after).toContain(comment);
      expect(parse(add(before, 'more', 'things')).systems).toMatchObject({ ...parse(before).systems });
    }
  });

  test('quotes a name that YAML would read as a number', () => {
    expect(
      parse(add('systems:\n  a:\n    tables:\n      b: { name: bbb }\n', 'a', '007')).systems.a.tables,
    ).toHaveProperty('007');
    expect(parse(add('', '12', '34')).systems).toHaveProperty('12');
  });
});

test('rejects a table that is already defined, with its line', () => {
  expect(() => add('systems:\n  cinema:\n    tables:\n      films: { name: mine }\n')).toThrow(
    'c.yaml:4: systems.cinema.tables.films is already defined.',
  );
  expect(() => add('{"systems": {"cinema": {"tables": {"films": {}}}}}')).toThrow(
    'c.yaml:1: systems.cinema.tables.films',
  );
});

test('rejects a file that is not a mapping', () => {
  expect(() => add('a: &a { tables: { b: 1 } }\nsystems:\n  cinema: *a\n')).toThrow(
    'c.yaml: cannot add to systems.cinema,',
  );
  expect(() => add('- systems\n')).toThrow('c.yaml: cannot add to the top level,');
});
