import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';

// The import directions are patterns in biome.json, which silently stop matching when a folder is renamed.

const forbidden: [file: string, imports: string][] = [
  ['src/start/start.ts', '../main'],
  ['src/start/bundle.ts', '../dynamo/plan'],
  ['src/start/cache-folder.ts', 'node:process'],
  ['src/main.ts', './dynamo/plan'],
  ['src/main.ts', './queries/registry'],
  ['src/main.ts', './format/csv'],
  ['src/main.ts', './local/engine'],
  ['src/context.ts', './commands/lookup'],
  ['src/errors.ts', './context'],
  ['src/errors.ts', './dynamo/values'],
  ['src/commands/lookup.ts', '../main'],
  ['src/commands/lookup.ts', '@aws-sdk/client-dynamodb'],
  ['src/commands/local/start.ts', '../../main'],
  ['src/queries/executions.ts', '../dynamo/plan'],
  ['src/queries/executions.ts', '../dynamo/run'],
  ['src/queries/executions.ts', '../format/csv'],
  ['src/queries/executions.ts', '../local/engine'],
  ['src/queries/executions.ts', '../commands/lookup'],
  ['src/queries/executions.ts', '../context'],
  ['src/queries/executions.ts', '../config/read-config'],
  ['src/config/table.ts', '../commands/lookup'],
  ['src/config/table.ts', '../context'],
  ['src/config/table.ts', '../queries/registry'],
  ['src/config/table.ts', '../format/csv'],
  ['src/config/table.ts', '../local/engine'],
  ['src/config/table.ts', '../dynamo/client/connect'],
  ['src/config/table.ts', '../dynamo/run'],
  ['src/config/table.ts', '@aws-sdk/client-dynamodb'],
  ['src/init/infer-tables.ts', '../commands/lookup'],
  ['src/init/infer-tables.ts', '../format/csv'],
  ['src/init/infer-tables.ts', '../queries/registry'],
  ['src/init/infer-tables.ts', '../dynamo/client/connect'],
  ['src/config/table.ts', '../init/draft'],
  ['src/dynamo/plan.ts', '../config/table'],
  ['src/dynamo/plan.ts', '../init/draft'],
  ['src/format/csv.ts', '../config/table'],
  ['src/local/engine.ts', '../config/table'],
  ['src/main.ts', './config/read-config'],
  ['src/dynamo/plan.ts', '../queries/registry'],
  ['src/dynamo/plan.ts', '../commands/lookup'],
  ['src/dynamo/plan.ts', '../format/csv'],
  ['src/dynamo/plan.ts', '../local/engine'],
  ['src/dynamo/plan.ts', '../context'],
  ['src/dynamo/plan.ts', '@aws-sdk/client-dynamodb'],
  ['src/dynamo/client.ts', '../context'],
  ['src/dynamo/run/page.ts', '../../format/csv'],
  ['src/format/csv.ts', '../dynamo/client'],
  ['src/format/csv.ts', '../dynamo/run'],
  ['src/format/csv.ts', '../dynamo/run/page'],
  ['src/format/csv.ts', '../queries/registry'],
  ['src/format/csv.ts', '../commands/lookup'],
  ['src/format/csv.ts', '../local/engine'],
  ['src/format/csv.ts', '@aws-sdk/client-dynamodb'],
  ['src/local/engine.ts', '../commands/lookup'],
  ['src/local/engine.ts', '../format/csv'],
  ['src/local/engine.ts', '../context'],
  ['src/local/engine.ts', 'node:process'],
  ['src/commands/lookup.ts', 'node:process'],
  ['src/format/csv.ts', '../../src/commands/lookup'],
];

const allowed: [file: string, imports: string][] = [
  ['src/start/start.ts', './bundle'],
  ['src/start/cache-folder.ts', '../../package.json'],
  ['src/main.ts', './commands/local'],
  ['src/main.ts', './context'],
  ['src/context.ts', './dynamo/client'],
  ['src/commands/lookup.ts', '../queries/registry'],
  ['src/commands/lookup.ts', '../config/read-config'],
  ['src/config/table.ts', '../dynamo/definition'],
  ['src/config/table.ts', '../dynamo/template'],
  ['src/config/table.ts', '../nearest'],
  ['src/init/infer-tables.ts', '../config/table'],
  ['src/init/infer-tables.ts', '../dynamo/run/describe'],
  ['src/commands/run/run-init.ts', '../init/infer-tables'],
  ['src/context.ts', './config/configuration'],
  ['src/commands/lookup.ts', '../dynamo/run'],
  ['src/commands/lookup.ts', '../format/csv'],
  ['src/commands/lookup.ts', '../local/engine'],
  ['src/commands/lookup.ts', '../context'],
  ['src/queries/executions.ts', '../dynamo/definition'],
  ['src/queries/registry.ts', './executions'],
  ['src/dynamo/plan.ts', '../errors'],
  ['src/dynamo/client.ts', '@aws-sdk/client-dynamodb'],
  ['src/dynamo/run/page.ts', '@aws-sdk/client-dynamodb'],
  ['src/format/csv.ts', '../dynamo/values'],
  ['src/local/engine.ts', '../queries/registry'],
  ['src/local/engine.ts', '@aws-sdk/client-dynamodb'],
];

const line = ([file, imports]: readonly [string, string]) => `${file} imports ${imports}`;

// A separate tree, so that the test neither needs files in src/ nor leaves any there.
const tree = mkdtempSync(join(tmpdir(), 'ddbdbg-lint-'));
afterAll(() => rmSync(tree, { recursive: true }));

test('biome rejects exactly the imports that violate the design', () => {
  const { vcs: _vcs, ...config } = JSON.parse(readFileSync('biome.json', 'utf8'));
  writeFileSync(join(tree, 'biome.json'), JSON.stringify(config));

  const importsOf = new Map<string, string[]>();
  for (const [file, imports] of [...forbidden, ...allowed]) {
    importsOf.set(file, [...(importsOf.get(file) ?? []), imports]);
  }
  for (const [file, imports] of importsOf) {
    mkdirSync(join(tree, dirname(file)), { recursive: true });
    writeFileSync(join(tree, file), imports.map((name) => `import '${name}';\n`).join(''));
  }

  const biome = resolve('node_modules/@biomejs/biome/bin/biome');
  const options = ['--only=style/noRestrictedImports', '--reporter=github', '--max-diagnostics=none'];
  const { stdout } = spawnSync(process.execPath, [biome, 'lint', ...options, 'src'], {
    cwd: tree,
    encoding: 'utf8',
  });
  // ::error title=…,file=src/main.ts,line=1,endLine=1,…
  const refused = [...stdout.matchAll(/file=[^,]*?(src\/[^,]+),line=(\d+)/g)].map(([, file = '', number]) =>
    line([file, importsOf.get(file)?.[Number(number) - 1] ?? '?']),
  );

  expect(refused.sort()).toEqual(forbidden.map(line).sort());
});
