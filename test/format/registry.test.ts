import { spawnSync } from 'node:child_process';
import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';
import { loadFormatter } from '../../src/format/registry';
import { FORMATS } from '../../src/format/view';

test('the documented formats, the default first', async () => {
  expect(FORMATS).toEqual(['table', 'json', 'ndjson', 'csv', 'dynamodb-json', 'markdown']);
  for (const name of FORMATS) expect((await loadFormatter(name)).name).toBe(name);
});

/** Each format has its own folder, and all JSON formats share one. */
const fileOf = (format: string) => `src/format/${/json$/.test(format) ? 'json' : format}/${format}.ts`;

const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  csv: ['csv-stringify'],
  // On a terminal, also cli-table3.
  table: ['chalk', 'string-width'],
};

test('JSON and Markdown load no library, and each other format only its own', () => {
  const { metafile } = buildSync({
    entryPoints: ['src/format/registry.ts'],
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    outdir: 'out',
    write: false,
    metafile: true,
  });
  for (const format of FORMATS) {
    const [, output] =
      Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === fileOf(format)) ?? [];
    const chunks = output?.imports.map(({ path }) => metafile.outputs[path]) ?? [];
    const inputs = [output, ...chunks].flatMap((chunk) => Object.keys(chunk?.inputs ?? {}));
    expect(inputs).toContain(fileOf(format));
    const libraries = ['csv-stringify', 'cli-table3', 'chalk', 'string-width'].filter((library) =>
      inputs.some((path) => path.includes(`node_modules/${library}/`)),
    );
    expect([format, libraries]).toEqual([format, LIBRARIES[format] ?? []]);
  }
});

test('loading the table format does not decide on color', async () => {
  const script = `import('./src/format/paint.ts').then(({ painter }) => console.log(painter(true)('x', 'bad') + painter(false)('y', 'bad')))`;
  const { outputFiles } = buildSync({
    stdin: { contents: script, resolveDir: '.', loader: 'ts' },
    bundle: true,
    platform: 'node',
    write: false,
  });
  for (const env of [{ NO_COLOR: '1' }, { FORCE_COLOR: '3' }, { FORCE_COLOR: '0' }]) {
    const { stdout } = spawnSync(process.execPath, ['-'], {
      input: outputFiles[0]?.text ?? '',
      env,
      encoding: 'utf8',
    });
    expect(stdout).toBe('\u001b[31mx\u001b[39my\n');
  }
});
