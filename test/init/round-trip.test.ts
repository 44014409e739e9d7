import { expect, test } from 'vitest';
import { builtIn } from '../../src/commands/configuration/built-in';
import { configurationOf } from '../../src/config/read-config';
import { configText } from '../../src/init/write-tables';
import { CATALOG } from '../../src/queries/registry';

// A configuration file can express everything in a built-in table: written to a file and read again, it is the same.
test.each(CATALOG.map((table) => [table.command.join(' '), table] as const))('%s', (_, table) => {
  const command = ['written', table.command.join('-')];
  const text = configText([{ table: { ...table, command, aliases: [['another', 'spelling']] }, notes: {} }]);
  const { catalog } = configurationOf(text, 'written.yaml', undefined, builtIn());
  expect(catalog.at(-1)).toEqual({ ...table, command, aliases: [['another', 'spelling']] });
});
