import { mkdtempSync } from 'node:fs';
import * as c from './commands.mjs';
import { interleaved, output, peakMemory } from './measure.mjs';
import { startEngine, startPageServer } from './servers.mjs';

const f = mkdtempSync('/tmp/b-');
const t = Date.now();
const e = await startEngine(12000, f);
console.log('engine', Date.now() - t);
const p = await startPageServer(e.pages, 200000, 0);
for (const cmd of [c.raw(p.endpoint), c.executions('o', p.endpoint, '-o', 'ndjson')])
  console.log(cmd.name, output(cmd).split('\n').length);
console.log(
  await interleaved([c.emptyNode, c.ddbdbg('version', '--version'), c.ddbdbg('help', '--help')], 15),
);
console.log(
  await interleaved(
    [
      c.raw(p.endpoint, 10),
      c.executions('q', p.endpoint, '-o', 'json', '--limit', '10'),
      c.documentClient(p.endpoint, 10),
      ...c.aws(p.endpoint, 10).map((x) => ({ ...x, once: true })),
    ],
    15,
  ),
);
console.log(
  await interleaved(
    [
      c.raw(p.endpoint),
      c.executions('ndjson', p.endpoint, '-o', 'ndjson'),
      c.executions('json', p.endpoint, '-o', 'json'),
      c.executions('csv', p.endpoint, '-o', 'csv'),
      c.executions('table', p.endpoint, '-o', 'table', '--color', 'always'),
      c.documentClient(p.endpoint),
    ],
    3,
  ),
);
for (const o of ['ndjson', 'json', 'csv', 'table'])
  console.log(o, peakMemory(c.executions(o, p.endpoint, '-o', o)));
e.stop();
p.stop();
