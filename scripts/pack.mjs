// Packs the chunks of the bundle into a few files, so that a command opens two and not fifty: dist/main.cjs has what every
// command line needs, query.cjs what asks and shows, rest.cjs what is seldom needed (engines, ways to get credentials). Each
// is an object of modules, which src/start/bundle.ts runs when they are wanted.
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { build } from 'esbuild';

const { outputs } = JSON.parse(readFileSync('dist/metafile-esm.json', 'utf8'));
const chunks = Object.keys(outputs);

/** The chunks that run as soon as one of these does. */
function closure(roots) {
  const reached = new Set();
  const reach = (path) => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const { path: next, kind } of outputs[path].imports)
      if (kind === 'import-statement' && next in outputs) reach(next);
  };
  roots.forEach(reach);
  return reached;
}

const entered = (pattern) => chunks.filter((path) => pattern.test(outputs[path].entryPoint ?? ''));
const main = closure(entered(/^src\/main\.ts$/));
const query = closure(entered(/^src\/(commands|dynamo|format)\//));
const fileOf = (path) => (main.has(path) ? 'main' : query.has(path) ? 'query' : 'rest');
const nameOf = (path) => basename(path, '.cjs');
const idOf = new Map(chunks.map((path) => [nameOf(path), `./${fileOf(path)}/${nameOf(path)}`]));

/** A chunk's code as a method of its file's object. */
function moduleText(path) {
  const code = readFileSync(path, 'utf8').replace(
    /\brequire\("\.\/([\w.-]+)\.cjs"\)/g,
    (_, name) => `require("${idOf.get(name)}")`,
  );
  return `${JSON.stringify(nameOf(path))}(exports, require, module) {\n${code}},\n`;
}

/** The files are read as Latin-1, which is quicker than UTF-8. esbuild leaves other letters only in regular expressions. */
function ascii(code) {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const hash = createHash('sha256');
for (const file of ['main', 'query', 'rest']) {
  const modules = chunks.filter((path) => fileOf(path) === file).map(moduleText);
  const text = ascii(`module.exports = {\n${modules.join('')}};\n`);
  hash.update(text);
  for (const path of chunks) if (fileOf(path) === file) rmSync(path);
  writeFileSync(`dist/${file}.cjs`, text);
}

// The loader stands alone: it is the one file that is compiled in every run.
await build({
  entryPoints: ['src/start/start.ts'],
  outfile: 'dist/start.cjs',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // Compiled code of another build must never run, so its place has this in its name.
  define: { BUILD_ID: JSON.stringify(hash.digest('hex').slice(0, 8)) },
});
