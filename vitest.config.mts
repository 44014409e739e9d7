import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { defineConfig } from 'vitest/config';

const engineTests = 'test/**/*.engine.test.ts';
const e2eTests = 'test/{e2e,docs}/**/*.test.ts';
// The SDK's note about future Node versions is noise here too; tsup.config.ts silences it in the bundle.
const env = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
// A Java engine that is just warming up, on a slow machine, needs more than the default five seconds.
const timeouts = { testTimeout: 60_000, hookTimeout: 60_000 };
// Property tests try other cases in each run. The seed is printed; given here, it repeats a run.
const seed = Number(process.env.DDBDBG_TEST_SEED || randomInt(2 ** 31));
const shared = {
  env,
  ...timeouts,
  setupFiles: 'test/helpers/seed.ts',
  provide: { seed },
  // The files of a project share a worker's modules, as loading them anew takes longer than most tests. In processes, as some tests set TZ.
  pool: 'forks' as const,
  isolate: false,
};
const engine = { ...shared, globalSetup: 'test/helpers/engine-setup.ts' };

/** DynamoDB Local is compiled for Java 17. */
function hasJava(): boolean {
  const { stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  return Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0) >= 17;
}

const java = hasJava();
const isInstalled = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
const missing = ['bash', 'zsh', 'fish', 'tmux', 'mandoc', 'jq'].filter((program) => !isInstalled(program));
const notes = [
  `Seed of the property tests: ${seed}. DDBDBG_TEST_SEED=${seed} repeats them.`,
  ...(java ? [] : ['Left out: the tests on DynamoDB Local, which needs Java 17 or newer.']),
  ...missing.map((program) => `Left out: the tests that need ${program}, which is not installed.`),
];

export default defineConfig({
  test: {
    // npm run coverage. What only the spawned program runs (src/loader, signals, a real terminal) is not counted.
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'html'],
      reportsDirectory: 'coverage',
    },
    // One worker for each core; engines and spawned programs fill the gaps.
    maxWorkers: '100%',
    reporters: ['default', ['./test/helpers/summary-reporter.ts', { notes }]],
    projects: [
      {
        test: {
          name: 'unit',
          ...shared,
          include: ['test/**/*.test.ts'],
          exclude: [engineTests, e2eTests],
        },
      },
      // The same tests on two engines, as each of them differs from DynamoDB in its own way.
      { test: { name: 'dynalite', ...engine, include: [engineTests] } },
      ...(java ? [{ test: { name: 'dynamodb-local', ...engine, include: [engineTests] } }] : []),
      // These spawn the built program.
      { test: { name: 'e2e', ...engine, include: [e2eTests] } },
    ],
  },
});
