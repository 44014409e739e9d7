import { DEFAULT_STAGE, ORDERS } from '../../dynamo/model/definition';
import { COLOR_CHOICES, FORMATS, NUMBER_FORMS, TIME_FORMS } from '../../format/view';
import { type Checks, oneOf, optionsIn, SWITCH } from './option';

/** Common ages, for completion. */
const AGES = ['15m', '1h', '24h', '7d'];

/** The time window, for tables with a time attribute. */
export const WINDOW_OPTIONS = optionsIn('Lookup options:', {
  since: {
    flags: '--since <time>',
    brief: 'only after this time: 90s 15m 2h 3d 1w ago, or ISO-8601',
    description:
      'only items after this time: ISO-8601, an age such as 90s 15m 2h 1h30m 3d, today, yesterday, 09:00 (UTC), or now',
    schema: ({ ASK }: Checks) => ASK.since,
    suggestions: AGES,
    once: true,
  },
  until: {
    flags: '--until <time>',
    brief: 'only up to and including this time',
    description: 'only items up to and including this time',
    schema: ({ ASK }: Checks) => ASK.until,
    suggestions: AGES,
    once: true,
  },
});

/** Which items are read, how many, and in which order. */
export const LOOKUP_OPTIONS = optionsIn('Lookup options:', {
  where: {
    flags: '--where <condition>',
    brief: 'attribute=value, or != < <= > >= ^= *= or attribute?',
    description:
      'attribute=value, or != < <= > >= ^= (begins with) *= (contains), attribute? (exists), !attribute (does not exist); a comma means or, quotes make text: a="1, 2"; repeatable',
    schema: ({ ASK }: Checks) => ASK.where,
    fallback: [],
    repeatable: true,
  },
  not: {
    flags: '--not <condition>',
    description: 'only items that do not meet this condition, in the syntax of --where; repeatable',
    schema: ({ ASK }: Checks) => ASK.not,
    fallback: [],
    repeatable: true,
  },
  limit: {
    flags: '-n, --limit <n|all>',
    brief: 'at most n items',
    description: 'at most n items (default: 100 on a terminal, otherwise all)',
    schema: ({ ASK }: Checks) => ASK.limit,
    once: true,
  },
  order: {
    flags: '--order <direction>',
    description: 'order by sort key (default: newest first if it is a time, by its definition or its name)',
    ...oneOf(ORDERS),
    once: true,
  },
  sort: {
    flags: '--sort <a,-b>',
    brief: 'sort by these columns, -b in descending order',
    description: 'sort the result by these columns, of which a dash or :desc reverses the order',
    schema: ({ ASK }: Checks) => ASK.sort,
    list: true,
  },
  count: {
    flags: '--count',
    brief: 'print only the number of items',
    description: 'print only the number of matching items',
    ...SWITCH,
  },
  cursor: {
    flags: '--cursor <token>',
    description: 'continue where an earlier run stopped',
    schema: ({ ASK }: Checks) => ASK.cursor,
    once: true,
  },
  next: {
    flags: '--next',
    description: 'continue where the last run of this question on this terminal stopped',
    ...SWITCH,
  },
  index: {
    flags: '--index <name>',
    description: 'read this index and no other; `table` is the table itself',
    schema: ({ ASK }: Checks) => ASK.index,
    suggestions: ['table'],
    once: true,
  },
  consistent: {
    flags: '--consistent',
    description: 'read what was written a moment ago, at twice the cost; not from a global index',
    ...SWITCH,
  },
  allowScan: {
    flags: '--allow-scan',
    description: 'permit a full scan of a large table when no key or index fits',
    ...SWITCH,
  },
  maxRcu: {
    flags: '--max-rcu <units/s>',
    description: 'read at most this many capacity units per second',
    schema: ({ TARGET }: Checks) => TARGET.maxRcu,
    once: true,
  },
  segments: {
    flags: '--segments <n>',
    description: 'number of parallel scan segments (default: depends on the table size)',
    schema: ({ ASK }: Checks) => ASK.segments,
    once: true,
  },
});

export const OUTPUT_OPTIONS = optionsIn('Output options:', {
  output: {
    flags: '-o, --output <format>',
    brief: FORMATS.join(' '),
    description: 'output format (default: table, or $DDBDBG_OUTPUT)',
    ...oneOf(FORMATS),
    fallback: FORMATS[0],
    variable: 'DDBDBG_OUTPUT',
    configured: 'output',
  },
  columns: {
    flags: '--columns <a,b.c>',
    brief: 'show these attributes, in this order, or all',
    description: 'show these attributes, in this order (dotted paths, special names in ""), or all',
    schema: ({ ASK }: Checks) => ASK.columns,
    list: true,
  },
  explain: {
    flags: '--explain',
    brief: 'print the requests and their cost, but send none',
    description:
      'print the plan, its requests and cost, but send none of them (with --stats, request the table size)',
    ...SWITCH,
  },
  stats: {
    flags: '--stats [json]',
    description: 'print a summary on stderr, as text, or as json in the last line',
    schema: ({ z }: Checks) => z.enum(['text', 'json'], "is not 'json', the only valid value"),
    suggestions: ['json'],
  },
  statsFile: {
    flags: '--stats-file <file>',
    description: 'write the line of --stats json to this file',
    schema: ({ text }: Checks) => text,
    path: 'file',
  },
  reveal: { flags: '--reveal', description: 'show secret attributes', ...SWITCH },
  numbers: {
    flags: '--numbers <form>',
    description: 'numbers in JSON as exact literals or as strings (default: exact)',
    ...oneOf(NUMBER_FORMS),
    fallback: NUMBER_FORMS[0],
    configured: 'numbers',
  },
  times: {
    flags: '--times <form>',
    description: 'time format in tables and CSV (default: raw; short and in UTC in a table on a terminal)',
    ...oneOf(TIME_FORMS),
    configured: 'times',
  },
  wide: {
    flags: '--wide',
    description: 'show every column of a table and cut nothing, on a terminal too',
    ...SWITCH,
  },
  record: { flags: '--record', description: 'print one attribute per line', ...SWITCH },
  escapeFormulas: {
    flags: '--no-escape-formulas',
    description: 'do not escape CSV strings that look like formulas',
    schema: ({ z }: Checks) => z.boolean(),
    fallback: true,
  },
  expect: {
    flags: '--expect <none|any|n>',
    description: 'exit with 4 unless no, any, or n items are found',
    schema: ({ z, wholeNumber }: Checks) =>
      z.union([z.literal('none'), z.literal('any'), wholeNumber(0)], 'is not none, any, or a number'),
    suggestions: ['none', 'any'],
    once: true,
  },
  color: {
    flags: '--color <when>',
    description: 'when to use color (default: auto)',
    ...oneOf(COLOR_CHOICES),
    fallback: COLOR_CHOICES[0],
    configured: 'color',
  },
  quiet: { flags: '--quiet', description: 'print only errors on stderr', ...SWITCH },
  debug: {
    flags: '--debug',
    description: 'print requests and stack traces on stderr, never credentials',
    ...SWITCH,
  },
});

/** The configuration, which determines tables and defaults. */
export const CONFIG_OPTIONS = optionsIn('Connection options:', {
  config: {
    flags: '--config <file>',
    description:
      'configuration file (default: ddbdbg.config.yaml here or in a parent folder, or $DDBDBG_CONFIG)',
    schema: ({ z }: Checks) => z.string(),
    path: 'file',
  },
  context: {
    flags: '--context <name>',
    description: 'context of that file, which sets profile, region, endpoint and stage',
    schema: ({ z }: Checks) => z.string(),
  },
});

export const CONNECTION_OPTIONS = {
  ...optionsIn('Connection options:', {
    table: {
      flags: '--table <name>',
      description: "use this table name instead of the definition's",
      schema: ({ ASK }: Checks) => ASK.table,
    },
    stage: {
      flags: '--stage <name>',
      brief: 'stage in the names of tables',
      description: `value of {stage} in table names (default: $DDBDBG_STAGE, or ${DEFAULT_STAGE})`,
      schema: ({ TARGET }: Checks) => TARGET.stage,
      variable: 'DDBDBG_STAGE',
      configured: 'stage',
    },
    profile: {
      flags: '--profile <name>',
      brief: 'AWS profile',
      description: 'AWS profile',
      schema: ({ text }: Checks) => text,
      configured: 'profile',
    },
    region: {
      flags: '--region <name>',
      brief: 'AWS region',
      description: 'AWS region',
      schema: ({ TARGET }: Checks) => TARGET.region,
    },
    endpointUrl: {
      flags: '--endpoint-url <url>',
      description: 'use this endpoint instead of the default',
      schema: ({ TARGET }: Checks) => TARGET.endpoint,
      member: 'endpoint',
    },
    local: { flags: '--local', description: 'use the engine started by `ddbdbg local start`', ...SWITCH },
    demo: {
      flags: '--demo',
      description: 'use an engine in this process with sample data',
      ...SWITCH,
    },
    insecure: {
      flags: '--insecure',
      description: 'permit plain HTTP to hosts other than this machine',
      ...SWITCH,
    },
  }),
  ...CONFIG_OPTIONS,
};

/** The options that all lookups share. */
export const SHARED_OPTIONS = {
  ...WINDOW_OPTIONS,
  ...LOOKUP_OPTIONS,
  ...OUTPUT_OPTIONS,
  ...CONNECTION_OPTIONS,
};
