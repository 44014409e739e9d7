// What is measured. A case times some commands in turn. Its ratios name the commands to compare, the measure, and the target: how
// many times as long as the other command one may take.
import { aws, ddbdbg, documentClient, dy, emptyNode, executions, raw, scan } from './commands.mjs';

const once = (command) => ({ ...command, once: true });

/** The start of the program alone. */
export function starting() {
  return {
    title: 'Start',
    commands: [emptyNode, ddbdbg('--version', '--version'), ddbdbg('--help', '--help')],
    ratios: ['--version', '--help'].map((of) => ({ of, to: emptyNode.name, by: 'wall', most: 1.25 })),
  };
}

/** Ten items from an engine or a server of recorded pages. */
export function question(title, { endpoint }) {
  const ours = executions('--limit 10 -o json', endpoint, '--limit', '10', '-o', 'json');
  return {
    title,
    commands: [
      ours,
      raw(endpoint, 10),
      documentClient(endpoint, 10),
      ...aws(endpoint, 10),
      ...dy(endpoint, 10),
    ],
    ratios: [
      { of: ours.name, to: 'raw loop', by: 'wall', most: 1.6 },
      { of: ours.name, to: 'document client', by: 'wall' },
      { of: ours.name, to: 'aws', by: 'wall', most: 0.2 },
      { of: ours.name, to: 'dy', by: 'wall' },
    ],
  };
}

/** All items of a long answer, in each format. */
export function streaming(title, { endpoint }) {
  const format = (name, ...words) => executions(`-o ${name}`, endpoint, '-o', name, ...words);
  return {
    title,
    commands: [
      raw(endpoint),
      format('ndjson'),
      format('json'),
      format('csv'),
      format('table', '--color', 'always'),
      documentClient(endpoint),
      ...aws(endpoint).map(once),
      ...dy(endpoint).map(once),
    ],
    ratios: [
      { of: '-o ndjson', to: 'raw loop', by: 'cpu', most: 1.4 },
      { of: '-o json', to: 'raw loop', by: 'cpu', most: 1.4 },
      { of: '-o csv', to: 'raw loop', by: 'cpu', most: 2 },
      { of: '-o table', to: 'raw loop', by: 'cpu', most: 4 },
      { of: '-o ndjson', to: 'document client', by: 'cpu' },
      { of: '-o ndjson', to: 'aws', by: 'wall', most: 0.2 },
      { of: '-o ndjson', to: 'dy', by: 'wall' },
    ],
  };
}

const SEGMENTS = [1, 8, 16, 32];

/** A parallel Scan of a table whose pages are slow to arrive. */
export function segments(title, { endpoint }, most) {
  const all = SEGMENTS.map((count) => scan(`--segments ${count}`, endpoint, count));
  return {
    title,
    commands: [...all, scan('default segments', endpoint)],
    ratios: [
      { of: '--segments 8', to: '--segments 1', by: 'wall', most },
      { of: 'default segments', to: '--segments 1', by: 'wall', most },
      // The same command varies by 5 % between runs.
      { of: '--segments 16', to: '--segments 8', by: 'wall', most: 1.05 },
      { of: '--segments 32', to: '--segments 8', by: 'wall', most: 1.05 },
    ],
  };
}

/** The same answer at several sizes, each from its own server. */
export function growth(servers) {
  const commands = servers.map(([items, { endpoint }]) =>
    executions(`${items} items`, endpoint, '-o', 'ndjson'),
  );
  return { title: 'How time grows, -o ndjson', commands, ratios: [] };
}

/** The formats whose memory must not grow with the answer. */
export function streams({ endpoint }) {
  return ['ndjson', 'json', 'csv'].map((format) => executions(`-o ${format}`, endpoint, '-o', format));
}
