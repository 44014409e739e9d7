import { mkdtempSync } from 'node:fs';
import { startEngine, startPageServer } from './servers.mjs';

const f = mkdtempSync('/tmp/b-');
const e = await startEngine(12000, f);
e.stop();
const p = await startPageServer(e.pages, 200000, 0);
console.log(p.endpoint);
const q = await startPageServer(e.pages, 2000000, 0);
console.log(q.endpoint);
