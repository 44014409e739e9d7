import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** A type import, or a value import. */
type Import = readonly [file: string, imports: string, type?: 'type'];

// Patterns stop matching without a word when a folder is renamed, so each rule has to reject something here.
const forbidden: readonly Import[] = [
  ['bin/ddbdbg.ts', 'src/main.ts'],
  ['src/loader/start.ts', 'src/main.ts'],
  ['src/main.ts', 'src/core/session.ts'],
  ['src/main.ts', 'src/format/view.ts'],
  ['src/context.ts', 'src/commands/program.ts'],
  ['src/errors.ts', 'src/dynamo/model/values.ts'],
  ['src/errors.ts', 'src/context.ts', 'type'],
  ['src/commands/program.ts', 'src/main.ts'],
  ['src/commands/program.ts', 'src/dynamo/read/reading.ts'],
  ['src/commands/program.ts', 'src/dynamo/read/reading.ts', 'type'],
  ['src/commands/program.ts', 'src/dynamo/client/connect.ts'],
  ['src/commands/program.ts', 'src/dynamo/transport.ts'],
  ['src/commands/program.ts', 'src/core/answer/answer.ts'],
  ['src/commands/program.ts', '@aws-sdk/client-dynamodb'],
  ['src/core/session.ts', 'src/context.ts', 'type'],
  ['src/core/session.ts', 'src/commands/program.ts', 'type'],
  ['src/core/session.ts', 'src/format/view.ts', 'type'],
  ['src/core/session.ts', 'src/queries/registry.ts'],
  ['src/core/session.ts', 'src/init/draft.ts'],
  ['src/core/session.ts', 'commander'],
  ['src/core/session.ts', '@aws-sdk/client-dynamodb'],
  ['src/redact/redact.ts', 'src/core/session.ts'],
  ['src/format/view.ts', 'src/core/session.ts', 'type'],
  ['src/format/view.ts', 'src/config/configuration.ts'],
  ['src/format/view.ts', 'src/dynamo/read/reading.ts'],
  ['src/config/configuration.ts', 'src/queries/registry.ts'],
  ['src/config/configuration.ts', 'src/format/csv.ts'],
  ['src/config/configuration.ts', 'src/dynamo/plan/plan.ts', 'type'],
  ['src/queries/registry.ts', 'src/dynamo/model/values.ts'],
  ['src/queries/registry.ts', 'src/core/session.ts'],
  ['src/init/draft.ts', 'src/core/session.ts'],
  ['src/init/draft.ts', 'src/dynamo/read/reading.ts', 'type'],
  ['src/local/demo.ts', 'src/config/configuration.ts'],
  ['src/local/demo.ts', 'src/core/session.ts'],
  ['src/dynamo/model/values.ts', 'src/dynamo/plan/plan.ts', 'type'],
  ['src/dynamo/plan/plan.ts', 'src/dynamo/read/reading.ts'],
  ['src/dynamo/plan/plan.ts', 'src/dynamo/transport.ts', 'type'],
  ['src/dynamo/plan/plan.ts', 'src/redact/redact.ts'],
  ['src/dynamo/transport.ts', 'src/dynamo/client/connect.ts', 'type'],
  ['src/dynamo/item-chunks.ts', 'src/dynamo/plan/plan.ts'],
  ['src/dynamo/read/reading.ts', 'src/dynamo/client/connect.ts', 'type'],
  ['src/dynamo/read/reading.ts', '@aws-sdk/client-dynamodb'],
  ['src/dynamo/client/connect.ts', 'src/dynamo/read/reading.ts'],
  ['src/dynamo/client/connect.ts', 'src/redact/redact.ts'],
  ['src/config/configuration.ts', 'chalk'],
  ['src/core/session.ts', 'yaml'],
  ['src/core/session.ts', 'dynalite'],
  ['src/commands/program.ts', 'process'],
  ['src/elsewhere/file.ts', 'src/errors.ts'],
  ['src/format/view.ts', 'test/helper.ts'],
];

const allowed: readonly Import[] = [
  ['src/main.ts', 'src/commands/program.ts'],
  ['src/main.ts', 'commander'],
  ['src/context.ts', 'src/config/configuration.ts'],
  ['src/commands/program.ts', 'src/core/session.ts'],
  ['src/commands/program.ts', 'src/core/answer/note.ts', 'type'],
  ['src/commands/program.ts', 'src/format/csv.ts'],
  ['src/commands/program.ts', 'src/queries/registry.ts'],
  ['src/commands/program.ts', 'src/init/draft.ts'],
  ['src/commands/program.ts', 'src/local/demo.ts'],
  ['src/core/session.ts', 'src/dynamo/read/reading.ts'],
  ['src/core/session.ts', 'src/dynamo/client/connect.ts'],
  ['src/core/session.ts', 'src/redact/redact.ts'],
  ['src/core/session.ts', 'src/errors.ts'],
  ['src/format/csv.ts', 'src/dynamo/model/values.ts'],
  ['src/format/csv.ts', 'csv-stringify'],
  ['src/queries/registry.ts', 'src/dynamo/model/definition.ts'],
  ['src/dynamo/client/connect.ts', '@aws-sdk/client-dynamodb'],
  ['src/local/demo.ts', 'dynalite'],
];

// A tree of its own, so that nothing here depends on the files of src.
const tree = mkdtempSync(join(tmpdir(), 'ddbdbg-imports-'));
afterAll(() => rmSync(tree, { recursive: true }));

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

let violations: readonly Violation[] = [];

beforeAll(() => {
  symlinkSync(resolve('node_modules'), join(tree, 'node_modules'));
  writeFileSync(join(tree, 'tsconfig.json'), '{}');
  writeFileSync(join(tree, 'package.json'), '{}');
  const lines = new Map<string, string[]>();
  const linesOf = (file: string) => lines.get(file) ?? lines.set(file, []).get(file) ?? [];
  for (const [file, imports, type] of [...forbidden, ...allowed]) {
    const isFile = imports.endsWith('.ts');
    const name = isFile ? `./${relative(dirname(file), imports)}`.replace(/\.ts$/, '') : imports;
    linesOf(file).push(`import ${type ? 'type ' : ''}* as i${linesOf(file).length} from '${name}';`);
    if (isFile) linesOf(imports);
  }
  for (const [file, text] of lines) {
    mkdirSync(join(tree, dirname(file)), { recursive: true });
    writeFileSync(join(tree, file), [...text, 'export const value = 1;'].join('\n'));
  }
  const program = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const options = ['--config', resolve('.dependency-cruiser.cjs'), '--output-type', 'json', 'src', 'bin'];
  const { stdout, stderr } = spawnSync(process.execPath, [program, ...options], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (!stdout) throw new Error(stderr);
  violations = JSON.parse(stdout).summary.violations;
});

const isCircle = ({ rule }: Violation) => rule.name.endsWith('circle');
const rejects = (file: string | undefined, imports: string | undefined) =>
  violations.some(
    (violation) =>
      !isCircle(violation) &&
      violation.from === file &&
      (violation.to === imports || violation.to.includes(`node_modules/${imports}/`)),
  );

test.each([...forbidden])('%s may not import %s (%s)', (file, imports) =>
  expect(rejects(file, imports)).toBe(true),
);

test.each([...allowed])('%s may import %s (%s)', (file, imports) =>
  expect(rejects(file, imports)).toBe(false),
);

test('every rule rejects something', () => {
  const names: readonly string[] = require(resolve('.dependency-cruiser.cjs')).forbidden.map(
    ({ name }: { name: string }) => name,
  );
  const broken = new Set(violations.map(({ rule }) => rule.name));
  expect(names.filter((name) => !broken.has(name))).toEqual([]);
});

test('no option is named outside the commands', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('commands/'))
    .map((file) => [file, readFileSync(join('src', file), 'utf8')] as const);
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter(([, text]) => /(?<![\w-])--[a-z]/.test(text)).map(([file]) => file)).toEqual([]);
});
