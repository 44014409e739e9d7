import { expect, test } from 'vitest';
import { builtIn } from '../../src/commands/configuration/built-in';
import { configurationOf } from '../../src/config/read-config';
import { configForm } from '../../src/init/config-form';
import { configText } from '../../src/init/write-tables';
import { CATALOG } from '../../src/queries/registry';

// A configuration file can express everything in a built-in table: written to a file and read again, it is the same.
test.each(CATALOG.map((table) => [table.command.join(' '), table] as const))('%s', (_, table) => {
  const command = ['written', table.command.join('-')];
  const text = configText([{ table: { ...table, command, aliases: [['another', 'spelling']] }, notes: {} }]);
  const { catalog } = configurationOf(text, 'written.yaml', undefined, builtIn());
  expect(catalog.at(-1)).toEqual({ ...table, command, aliases: [['another', 'spelling']] });
});

test('every part of a table has a place in the file, the summary the first', () => {
  for (const table of CATALOG) expect(Object.keys(configForm(table))[0]).toBe('summary');
});
