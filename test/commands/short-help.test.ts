import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CATALOG } from '../../src/queries/registry';
import { runMain } from '../helpers/run-main';

const COMMANDS = [
  ...CATALOG.map((table) => table.command.join(' ')),
  ...['', 'find', 'tables', 'patterns', 'decode', 'completion', 'init', 'trust'],
  ...['local', 'local start', 'local setup', 'local seed', 'fusion', 'policy'],
];

describe.each(COMMANDS)('-h of `ddbdbg %s`', (command) => {
  const words = command.split(' ').filter(Boolean);

  test('fits on one screen, and refers to the whole help', async () => {
    const { code, stdout, stderr } = await runMain([...words, '-h'], { terminal: 80 });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines[0]).toMatch(new RegExp(`^Usage: ${['ddbdbg', ...words].join(' ')} .*\\[options\\]$`));
    expect(lines.at(-1)).toContain('--help`');
  });

  test('is shorter than --help', async () => {
    const [short, whole] = await Promise.all(['-h', '--help'].map((word) => runMain([...words, word])));
    expect(short?.stdout.length).toBeLessThan(whole?.stdout.length ?? 0);
  });
});

test('-h of a lookup has its own options, those asked daily, and examples', async () => {
  const { stdout } = await runMain(['executions', '-h']);
  for (const flags of [
    '--tenant <',
    '--status <',
    '--since <',
    '-n, --limit <',
    '-o, --output <',
    '--explain',
  ])
    expect(stdout).toContain(`\n  ${flags}`);
  for (const flags of ['--segments', '--insecure', '--no-escape-formulas'])
    expect(stdout).not.toContain(flags);
  expect(stdout).toContain('\n  $ ddbdbg executions --tenant acme');
});

test.each([
  ['executions --tenant acme -h', 'ddbdbg executions'],
  ['--color never executions -h', 'ddbdbg executions'],
  ['executions -h --tenant', 'ddbdbg executions'],
  ['--demo -h', 'ddbdbg'],
])('%s runs nothing', async (line, path) => {
  const { code, stdout } = await runMain(line.split(' '));
  expect({ code, first: stdout.split('\n')[0] }).toEqual({
    code: 0,
    first: expect.stringMatching(new RegExp(`^Usage: ${path} [<[]`)),
  });
});

test('a long list of commands is cut, and says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ddbdbg-test-help-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const tables = Array.from(
    { length: 40 },
    (_, i) => `t${i}: { name: table-${i}, partitionKey: id, attributes: { id: { option: id } } }`,
  );
  writeFileSync(
    join(folder, 'ddbdbg.config.yaml'),
    `systems: { many: { tables: { ${tables.join(', ')} } } }`,
  );
  const { stdout } = await runMain(['many', '-h'], { cwd: folder });
  const lines = stdout.trimEnd().split('\n');
  expect(lines.length).toBe(24);
  expect(stdout).toMatch(/\n {2}… +and 22 more commands\n/);
});
