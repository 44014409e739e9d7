/**
 * Who may import whom. `npm run depcruise` checks it, types included. A part may import itself, the parts listed for it here, and
 * BASE; nothing else of the program.
 */
const BASE = [
  'src/(errors|origin|units|memoize|did-you-mean|loopback|make-folder|output|text-spool)\\.ts$',
  '^package\\.json$',
];

/** What a surface may use of the core: the door, and what describes a question to it. */
const DOOR = '^src/core/(session|checked|question/ask|question/table-name|connect/target)\\.ts$';

const MAY_IMPORT = {
  bin: [],
  'src/loader': [],
  'src/main.ts': ['src/commands', 'src/context.ts'],
  'src/context.ts': ['src/config'],
  'src/commands': [
    'src/core',
    'src/format',
    'src/config',
    'src/queries',
    'src/redact',
    'src/dynamo/model',
    'src/dynamo/plan',
    'src/init',
    'src/local',
    'src/context.ts',
  ],
  'src/core': [
    'src/redact',
    'src/config',
    'src/local',
    'src/dynamo/model',
    'src/dynamo/plan',
    'src/dynamo/read',
    'src/dynamo/client',
    'src/dynamo/transport.ts',
    'src/dynamo/item-chunks.ts',
  ],
  'src/redact': ['src/dynamo/model', 'src/dynamo/plan'],
  'src/format': ['src/redact', 'src/dynamo/model', 'src/dynamo/plan'],
  'src/config': ['src/format/view.ts', 'src/dynamo/model'],
  'src/queries': ['src/dynamo/model/definition.ts', 'src/dynamo/model/attribute-definition.ts'],
  'src/init': ['src/config', 'src/redact', 'src/dynamo/model'],
  'src/local': ['src/queries', 'src/dynamo/model'],
  'src/dynamo/model': [],
  'src/dynamo/plan': ['src/dynamo/model'],
  'src/dynamo/transport.ts': ['src/dynamo/model', 'src/dynamo/item-chunks.ts'],
  'src/dynamo/item-chunks.ts': ['src/dynamo/model'],
  'src/dynamo/read': [
    'src/dynamo/model',
    'src/dynamo/plan',
    'src/dynamo/transport.ts',
    'src/dynamo/item-chunks.ts',
  ],
  'src/dynamo/client': ['src/dynamo/model', 'src/dynamo/transport.ts', 'src/dynamo/item-chunks.ts'],
};

/** Packages with one home: nothing else of the program may import them, so that a run loads only those that it uses. */
const HOMES = {
  commander: 'src/(main\\.ts|commands/)',
  '@aws-sdk|@smithy': 'src/(dynamo/client|local)/',
  yaml: 'src/(config|init)/',
  'cli-table3|chalk|csv-stringify|string-width': 'src/format/',
  dynalite: 'src/local/',
};

const inside = (part) => `^${part.replace('.', '\\.')}${part.endsWith('.ts') ? '$' : '/'}`;

const parts = Object.entries(MAY_IMPORT).map(([part, others]) => ({
  name: `what ${part} may import`,
  severity: 'error',
  from: { path: inside(part) },
  to: { path: '^(src|bin|test|bench|scripts)/', pathNot: [...BASE, ...[part, ...others].map(inside)] },
}));

const homes = Object.entries(HOMES).map(([packages, home]) => ({
  name: `the home of ${packages.replaceAll('|', ', ')}`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^${home}` },
  to: { path: `(^|/)node_modules/(${packages})(/|$)` },
}));

module.exports = {
  forbidden: [
    ...parts,
    ...homes,
    {
      name: 'every file belongs to a part',
      comment: 'A new file or folder below src needs a line in MAY_IMPORT, or in BASE.',
      severity: 'error',
      from: { path: '^src/', pathNot: [...BASE, ...Object.keys(MAY_IMPORT).map(inside)] },
      to: {},
    },
    {
      name: 'the base imports only itself',
      severity: 'error',
      from: { path: BASE },
      to: { path: '^src/', pathNot: BASE },
    },
    {
      name: 'a surface enters the core by its door',
      comment:
        'It may name any type of the core, but values come from the session and from what describes a question.',
      severity: 'error',
      from: { path: '^src/commands/' },
      to: { path: '^src/core/', pathNot: DOOR, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only the program touches the process',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(node:)?process$' },
    },
    {
      name: 'no folder is in a circle',
      severity: 'error',
      scope: 'folder',
      from: { path: '^src/' },
      to: { circular: true },
    },
    { name: 'no file is in a circle', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
  },
};
