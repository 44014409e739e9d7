// Packs the chunks of the bundle into three files, so that a command opens one or two files instead of fifty: dist/main.cjs has what
// every command line needs, query.cjs what queries and shows results, rest.cjs what is rarely needed (engines, credential providers).
// Each is an object of modules, which src/loader/bundle.ts runs when they are required. Chunks that always run together become one
// module in one scope, as references between scopes cost time at every start.
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { build } from 'esbuild';

const metafile = 'dist/metafile-esm.json';
const { outputs } = JSON.parse(readFileSync(metafile, 'utf8'));
const target = {
  platform: 'node',
  target: 'node20',
  // The SDK's note about future Node versions is for developers and must not reach a user's stderr.
  define: { 'process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED': '"true"' },
};

/** The chunk whose entry point is one of our modules. */
function entry(source) {
  return Object.keys(outputs).find((chunk) => outputs[chunk].entryPoint === source);
}

/** A chunk and all chunks that run before it. */
function closure(chunk, reached = new Set()) {
  if (reached.has(chunk)) return reached;
  for (const { path, kind } of outputs[chunk].imports)
    if (kind === 'import-statement' && path in outputs) closure(path, reached);
  return reached.add(chunk);
}

/** By chunk: the file and module that contain it. */
const places = new Map();

function place(chunks, file, module) {
  for (const chunk of chunks)
    if (!places.has(chunk)) places.set(chunk, { file, module: module ?? nameOf(chunk) });
}

function nameOf(chunk) {
  return basename(chunk, '.js');
}

place(closure(entry('src/main.ts')), 'main', 'main');
// `-h` is as common as any command, and opens no other file.
place(closure(entry('src/commands/short-help.ts')), 'main');
place(closure(entry('src/commands/output/ask.ts')), 'query', 'question');
place(closure(entry('src/dynamo/client/connect.ts')), 'query', 'client');
// Few runs need a proxy.
place(closure(entry('src/dynamo/client/proxied-handler.ts')), 'rest');
for (const chunk of Object.keys(outputs))
  if (/^src\/(commands|core|dynamo|format)\//.test(outputs[chunk].entryPoint ?? ''))
    place(closure(chunk), 'query');
place(Object.keys(outputs), 'rest');

/** The name under which other modules import an export of a chunk. */
function outside(chunk, name) {
  return `${nameOf(chunk)}_${name}`.replaceAll('-', '_');
}

function idOf({ file, module }) {
  return `./${file}/${module}`;
}

/** Resolves the imports of a chunk: in its own module, in another one, or on demand. */
function betweenModules(own) {
  return {
    name: 'between-modules',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\/.*\.js$/ }, ({ path, kind, importer }) => {
        const chunk = `dist/${basename(path)}`;
        if (kind === 'dynamic-import') return { path: demandedId(chunk), external: true };
        const isOwn = importer === '<stdin>' || idOf(places.get(chunk)) === own;
        return isOwn ? { path: resolve(chunk) } : { path: chunk, namespace: 'other' };
      });
      onLoad({ filter: /.*/, namespace: 'other' }, ({ path: chunk }) => {
        const names = outputs[chunk].exports.map((name) => `${outside(chunk, name)} as ${name}`);
        return { contents: `export { ${names.join(', ')} } from '${idOf(places.get(chunk))}';` };
      });
      onResolve({ filter: /^\.\/(main|query|rest)\// }, ({ path }) => ({ path, external: true }));
    },
  };
}

/** The code of a module, with its chunks in one scope. */
async function codeOf(id, chunks) {
  const exported = chunks.map((chunk) => {
    const names = outputs[chunk].exports.map((name) => `${name} as ${outside(chunk, name)}`);
    return `import './${basename(chunk)}';\nexport { ${names.join(', ')} } from './${basename(chunk)}';`;
  });
  const { outputFiles } = await build({
    ...target,
    stdin: { contents: exported.join('\n'), resolveDir: 'dist' },
    bundle: true,
    format: 'cjs',
    packages: 'external',
    supported: { 'dynamic-import': false },
    plugins: [betweenModules(id)],
    write: false,
  });
  return outputFiles[0].text;
}

function demandedId(chunk) {
  return `./${places.get(chunk).file}/load-${nameOf(chunk)}`;
}

/** A module for a chunk that is loaded on demand, which exports the chunk's own names. */
function demanded(chunk) {
  const names = outputs[chunk].exports.map((name) => `get ${name}() { return all.${outside(chunk, name)}; }`);
  return `const all = require('${idOf(places.get(chunk))}');\nmodule.exports = { ${names.join(', ')} };\n`;
}

function method(name, code) {
  return `${JSON.stringify(name)}(exports, require, module) {\n${code}},\n`;
}

/** Escapes non-ASCII characters, which esbuild leaves only in regular expressions. The files are read as Latin-1, which is faster. */
function ascii(code) {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Bundles the package that tsup.config.ts leaves out, and adds its contents to the metafile for scripts/licences.mjs. */
async function credentials() {
  const result = await build({
    ...target,
    entryPoints: ['src/dynamo/client/credential-providers.ts'],
    outfile: 'dist/credentials.cjs',
    bundle: true,
    format: 'cjs',
    mainFields: ['module', 'main'],
    supported: { 'dynamic-import': false },
    metafile: true,
    write: false,
  });
  const all = { outputs: { ...outputs, ...result.metafile.outputs } };
  writeFileSync(metafile, JSON.stringify(all));
  return result.outputFiles[0].text;
}

const hash = createHash('sha256');
for (const file of ['main', 'query', 'rest']) {
  const modules = new Map();
  for (const [chunk, at] of places)
    if (at.file === file) modules.set(at.module, [...(modules.get(at.module) ?? []), chunk]);
  const methods = [];
  for (const [name, chunks] of modules) {
    methods.push(method(name, await codeOf(idOf({ file, module: name }), chunks)));
    for (const chunk of chunks)
      if (outputs[chunk].entryPoint) methods.push(method(basename(demandedId(chunk)), demanded(chunk)));
  }
  if (file === 'rest') methods.push(method('credentials', await credentials()));
  const text = ascii(`module.exports = {\n${methods.join('')}};\n`);
  hash.update(text);
  writeFileSync(`dist/${file}.cjs`, text);
}
for (const chunk of places.keys()) rmSync(chunk);

// The loader is a separate file, the only one that is compiled in every run.
await build({
  ...target,
  entryPoints: ['src/loader/start.ts'],
  outfile: 'dist/start.cjs',
  bundle: true,
  format: 'cjs',
  define: {
    ...target.define,
    MAIN: JSON.stringify(demandedId(entry('src/main.ts')).slice(2)),
    // Part of the cache folder's name, as the compiled code of another build must never run.
    BUILD_ID: JSON.stringify(hash.digest('hex').slice(0, 8)),
  },
});
