// Writes dist/THIRD-PARTY-LICENSES.txt: the licences of the bundled packages ask to go with every copy of them.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const metafile = 'dist/metafile-esm.json';

/** The folders of the packages of which at least a byte went into the bundle. */
function bundledPackages() {
  const { outputs } = JSON.parse(readFileSync(metafile, 'utf8'));
  const folders = new Set();
  for (const output of Object.values(outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(output.inputs)) {
      // Greedy, so that of nested node_modules the innermost package is named.
      const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
      if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
    }
  }
  return [...folders];
}

function describe(folder) {
  const {
    name,
    version,
    license = 'see below',
  } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)(\.(md|txt))?$/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  // A package may ship no text of its own; its declared licence is then all there is to repeat.
  return { title: `${name} ${version} (${license})`, text: texts.join('\n\n') || `Licence: ${license}` };
}

// Many packages share one text word for word; it is printed once, under all their names.
const titlesByText = new Map();
for (const { title, text } of bundledPackages().map(describe)) {
  titlesByText.set(text, [...(titlesByText.get(text) ?? []), title]);
}
const sections = [...titlesByText].map(([text, titles]) => `${titles.sort().join('\n')}\n\n${text}\n`).sort();
const rule = `\n${'-'.repeat(80)}\n\n`;
writeFileSync('dist/THIRD-PARTY-LICENSES.txt', ['Packages bundled in ddbdbg.\n', ...sections].join(rule));
rmSync(metafile);
