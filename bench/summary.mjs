// node bench/summary.mjs <file>: the ratios in the output of `npm run bench -- --json` as a table in Markdown, those that miss
// their aim in bold.
import { readFileSync } from 'node:fs';

const [file] = process.argv.slice(2);
const rows = JSON.parse(readFileSync(file, 'utf8')).flatMap(({ title, ratios }) =>
  ratios.map(({ of, to, by, ratio, most }) => {
    const measured = ratio > most ? `**${ratio.toFixed(2)}**` : ratio.toFixed(2);
    const aim = most === undefined ? '' : `≤ ${Number(most.toFixed(2))}`;
    return `| ${title} | \`${of}\` / ${to} | ${by} | ${aim} | ${measured} |`;
  }),
);
const head = ['| | ratio | by | target | measured |', '|---|---|---|---|---|'];
process.stdout.write(`${['## Benchmark', '', ...head, ...rows].join('\n')}\n`);
