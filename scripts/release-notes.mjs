// node scripts/release-notes.mjs <version>: prints what CHANGELOG.md says about a version. Fails if it says nothing.
import { readFileSync } from 'node:fs';

const [version] = process.argv.slice(2);
const sections = readFileSync('CHANGELOG.md', 'utf8').split(/^## /m).slice(1);
const section = sections.find((one) => one.startsWith(`[${version}]`));
const notes = section
  ?.slice(section.indexOf('\n'))
  .replace(/^\[[^\]]+\]: .*$/gm, '') // link definitions at the end of the file
  .trim();
if (notes) {
  process.stdout.write(`${notes}\n`);
} else {
  process.stderr.write(`CHANGELOG.md has no notes for version ${version}.\n`);
  process.exitCode = 1;
}
