// npm run dev -- <words>: runs the program from its source. esbuild strips the types and joins the files in memory, in some
// milliseconds; packages are loaded from node_modules, and stack traces name the lines of the source.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

// Inside node_modules, so that packages are found from there and Git ignores it. A folder for each run: runs may overlap.
const cache = join(root, 'node_modules', '.cache');
mkdirSync(cache, { recursive: true });
const outdir = mkdtempSync(join(cache, 'ddbdbg-dev-'));
process.on('exit', () => rmSync(outdir, { recursive: true, force: true }));

await build({
  absWorkingDir: root,
  entryPoints: ['src/main.ts'],
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  // Dynamic imports stay dynamic, as in the build.
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
});

// npm starts scripts in the root of the project; relative paths and the search for a configuration file mean the user's folder.
if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
// The build does the same: see scripts/pack.mjs.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
process.setSourceMapsEnabled(true);

const { main } = await import(pathToFileURL(join(outdir, 'main.mjs')));
process.exit(await main(process));
