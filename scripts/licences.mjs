// Writes dist/THIRD-PARTY-LICENSES.txt. The licences of the bundled packages must be distributed with every copy.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const metafile = 'dist/metafile-esm.json';

/** The folders of the packages that are at least partly in the bundle. */
function bundledPackages() {
  const { outputs } = JSON.parse(readFileSync(metafile, 'utf8'));
  const folders = new Set();
  for (const output of Object.values(outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(output.inputs)) {
      // Greedy, so that it finds the innermost package of nested node_modules.
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
  // A package may have no licence text. Then only its declared licence can be repeated.
  return { title: `${name} ${version} (${license})`, text: texts.join('\n\n') || `Licence: ${license}` };
}

// Many packages share the same text, which is printed once under all their names.
const titlesByText = new Map();
for (const { title, text } of bundledPackages().map(describe)) {
  titlesByText.set(text, [...(titlesByText.get(text) ?? []), title]);
}
const sections = [...titlesByText].map(([text, titles]) => `${titles.sort().join('\n')}\n\n${text}\n`).sort();
const rule = `\n${'-'.repeat(80)}\n\n`;
writeFileSync('dist/THIRD-PARTY-LICENSES.txt', ['Packages bundled in ddbdbg.\n', ...sections].join(rule));
rmSync(metafile);
