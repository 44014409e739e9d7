// npm run bench [-- --json] [--runs n] [--quick]: measures the built program against its peers in one run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as cases from './cases.mjs';
import { documentClient, executions, raw } from './commands.mjs';
import { interleaved, output, peakMemory } from './measure.mjs';
import { report } from './report.mjs';
import { startEngine, startPageServer } from './servers.mjs';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    runs: { type: 'string', default: '7' },
    latency: { type: 'string', default: '25' },
  },
});
const runs = Number(options.runs);
const scale = options.quick ? 0.1 : 1;
const folder = mkdtempSync(join(tmpdir(), 'ddbdbg-bench-'));
const servers = [];
const results = [];

async function started(server) {
  const running = await server;
  servers.push(running);
  return running;
}

function showProgress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

async function time({ title, commands, ratios }, times = runs) {
  showProgress(title);
  const measured = await interleaved(commands, times);
  results.push({
    title,
    times: Object.fromEntries(measured),
    ratios: ratios.flatMap((one) => ratio(measured, one)),
  });
}

/** Undefined when the peer is not installed. */
function ratio(measured, { of, to, by, most }) {
  const [ours, theirs] = [measured.get(of), measured.get(to)];
  return ours && theirs ? [{ of, to, by, ratio: ours[by] / theirs[by], most }] : [];
}

function memory(short, long) {
  const ratios = [];
  const peaks = {};
  for (const [i, command] of cases.streams(short).entries()) {
    showProgress(`Memory ${command.name}`);
    const few = peakMemory(command);
    const many = peakMemory(cases.streams(long)[i]);
    peaks[command.name] = { few, many };
    ratios.push({ of: command.name, to: '150 MB', by: 'peak', ratio: few / 150, most: 1 });
    ratios.push({
      of: `${command.name}, 10 times the items`,
      to: 'as many',
      by: 'peak',
      ratio: many / few,
      most: 1.1,
    });
  }
  results.push({ title: `Peak memory, ${200_000 * scale} items and 10 times as many`, peaks, ratios });
}

/** Checks that the programs print the right number of items, as a fast but wrong answer is worthless. */
function check(server, items) {
  const asked = [
    raw(server.endpoint),
    documentClient(server.endpoint),
    executions('ours', server.endpoint, '-o', 'ndjson'),
  ];
  for (const command of asked) {
    const lines = output(command).split('\n').length - 1;
    if (lines !== items) throw new Error(`${command.name} printed ${lines} lines, not ${items}`);
  }
}

try {
  const engineItems = 40_000 * scale;
  const engine = await started(startEngine(engineItems, folder));
  const serve = (...words) => started(startPageServer(engine.pages, ...words));
  const items = 200_000 * scale;
  const [pages, many, slow, filtered] = [
    await serve(items, 0),
    await serve(items * 10, 0),
    await serve(items, options.latency),
    await serve(20 * 400 * scale, options.latency, 20),
  ];
  check(engine, engineItems);
  check(pages, items);
  await time(cases.starting(), runs * 3);
  await time(cases.question('Ten items from the page server', pages), runs);
  await time(cases.question('Ten items from dynalite', engine), runs);
  await time(cases.streaming(`${engineItems} items from dynalite`, engine), Math.ceil(runs / 2));
  await time(cases.streaming(`${items} items from the page server`, pages), Math.ceil(runs / 2));
  const wait = `${options.latency} ms per page`;
  await time(cases.segments(`Scan, ${wait}, 400 pages of 20 items after a filter`, filtered, 1 / 6), 3);
  await time(cases.segments(`Scan, ${wait}, ${items} items in full pages`, slow), 3);
  const sizes = [1_000, 10_000, 100_000, 1_000_000].map((size) => size * scale);
  await time(cases.growth(await Promise.all(sizes.map(async (size) => [size, await serve(size, 0)]))), 3);
  memory(pages, many);
  showProgress('');
  process.stdout.write(options.json ? `${JSON.stringify(results)}\n` : report(results));
} finally {
  for (const server of servers) server.stop();
  rmSync(folder, { recursive: true });
}
