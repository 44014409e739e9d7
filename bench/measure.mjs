import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bash reports the wall time and CPU time (user and system) of a process to the millisecond. */
const TIMED = 'TIMEFORMAT=\'%R %U %S\'; time "$@" 2>/dev/null';

/** Runs a command once. Resolves to milliseconds: `wall`, and `cpu` (user and system together). Throws when it fails. */
async function time({ command, env }) {
  const child = spawn('bash', ['-c', TIMED, 'bash', ...command], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  });
  let output = '';
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${command.join(' ')} exited with ${code}`);
  const [wall, user, system] = output.trim().split(/\s+/).map(Number);
  return { wall: wall * 1000, cpu: (user + system) * 1000 };
}

/**
 * Times several commands in turn, so that other load on the machine affects all of them alike, and takes the median of each. A
 * command marked `once` is too slow to run more often.
 */
export async function interleaved(commands, runs) {
  const samples = new Map(commands.map(({ name }) => [name, []]));
  // Round 0 warms up caches, including those of the programs.
  for (let round = 0; round <= runs; round++)
    for (const command of commands) {
      if (command.once && round !== 1) continue;
      const sample = await time(command);
      if (round > 0) samples.get(command.name).push(sample);
    }
  return new Map(
    [...samples].map(([name, all]) => [
      name,
      { wall: median(all.map(({ wall }) => wall)), cpu: median(all.map(({ cpu }) => cpu)) },
    ]),
  );
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The peak memory of a Node program, in megabytes. */
export function peakMemory({ command, env }) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(folder, 'peak');
  // Through a shell, as a process inherits the peak of the one it was forked from.
  const { status } = spawnSync('bash', ['-c', '"$@"; exit $?', 'bash', ...command], {
    stdio: 'ignore',
    env: {
      ...process.env,
      ...env,
      NODE_OPTIONS: `--require=${join(import.meta.dirname, 'peak.cjs')}`,
      BENCH_PEAK: file,
    },
  });
  if (status !== 0) throw new Error(`${command.join(' ')} exited with ${status}`);
  const kilobytes = Number(readFileSync(file, 'utf8'));
  rmSync(folder, { recursive: true });
  return kilobytes / 1024;
}

/** The output of a command. */
export function output({ command, env }) {
  const { stdout } = spawnSync(command[0], command.slice(1), {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  return stdout;
}
