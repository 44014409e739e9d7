import { DEFAULT_STAGE, ORDERS } from '../../dynamo/model/definition';
import { COLOR_CHOICES, FORMATS, NUMBER_FORMS, TIME_FORMS } from '../../format/view';
import { type Checks, oneOf, optionsIn, SWITCH } from './option';

/** Ages that people ask for. */
const AGES = ['15m', '1h', '24h', '7d'];

/** The window of time, for tables that have one. */
export const WINDOW_OPTIONS = optionsIn('Lookup options:', {
  since: {
    flags: '--since <time>',
    description: 'strictly after this: ISO-8601, or 90s 15m 2h 3d 1w ago, or now',
    schema: ({ ASK }: Checks) => ASK.since,
    suggestions: AGES,
    condition: true,
  },
  until: {
    flags: '--until <time>',
    description: 'up to and including this',
    schema: ({ ASK }: Checks) => ASK.until,
    suggestions: AGES,
    condition: true,
  },
});

/** How much is asked, and in which order. */
export const LOOKUP_OPTIONS = optionsIn('Lookup options:', {
  where: {
    flags: '--where <condition>',
    description:
      'attribute=value, also != < <= > >= ^= (begins with) *= (contains), attribute? !attribute; repeatable',
    schema: ({ ASK }: Checks) => ASK.where,
    fallback: [],
    repeatable: true,
  },
  limit: {
    flags: '--limit <n>',
    description: 'at most n items (default: 100 on a terminal, else no limit)',
    schema: ({ ASK }: Checks) => ASK.limit,
  },
  order: {
    flags: '--order <direction>',
    description: 'by sort key (default: newest first where that is a time)',
    ...oneOf(ORDERS),
  },
  sort: {
    flags: '--sort <column[:desc]>',
    description: 'order the result by any column',
    schema: ({ ASK }: Checks) => ASK.sort,
  },
  count: { flags: '--count', description: 'print only the number of matching items', ...SWITCH },
  cursor: {
    flags: '--cursor <token>',
    description: 'continue where an earlier run stopped',
    schema: ({ ASK }: Checks) => ASK.cursor,
  },
  allowScan: {
    flags: '--allow-scan',
    description: 'permit a full read of a large table where no key or index serves',
    ...SWITCH,
  },
  maxRcu: {
    flags: '--max-rcu <units/s>',
    description: 'read at most so many capacity units a second',
    schema: ({ TARGET }: Checks) => TARGET.maxRcu,
  },
  segments: {
    flags: '--segments <n>',
    description: 'parallel segments of a scan (default: by the size of the table)',
    schema: ({ ASK }: Checks) => ASK.segments,
  },
});

export const OUTPUT_OPTIONS = optionsIn('Output options:', {
  output: {
    flags: '-o, --output <format>',
    description: 'how items are shown (default: table, or $DDBDBG_OUTPUT)',
    ...oneOf(FORMATS),
    fallback: FORMATS[0],
    variable: 'DDBDBG_OUTPUT',
    configured: 'output',
  },
  columns: {
    flags: '--columns <a,b.c>',
    description: 'these attributes, in this order (dotted paths, odd names in ""); all for every attribute',
    schema: ({ ASK }: Checks) => ASK.columns,
    list: true,
  },
  explain: {
    flags: '--explain',
    description: 'print the plan, its requests and cost, send nothing (with --stats, ask for the table size)',
    ...SWITCH,
  },
  stats: {
    flags: '--stats [json]',
    description: 'a summary on stderr; json for machines',
    schema: ({ z }: Checks) => z.enum(['text', 'json'], "is not 'json', the only value there is"),
    suggestions: ['json'],
  },
  reveal: { flags: '--reveal', description: 'show secret attributes', ...SWITCH },
  numbers: {
    flags: '--numbers <form>',
    description: 'numbers in JSON, as literals or as strings (default: exact)',
    ...oneOf(NUMBER_FORMS),
    fallback: NUMBER_FORMS[0],
    configured: 'numbers',
  },
  times: {
    flags: '--times <form>',
    description: 'how tables and CSV show times (default: raw)',
    ...oneOf(TIME_FORMS),
    fallback: TIME_FORMS[0],
    configured: 'times',
  },
  record: { flags: '--record', description: 'one attribute a line', ...SWITCH },
  escapeFormulas: {
    flags: '--no-escape-formulas',
    description: 'leave CSV strings that look like formulas as they are',
    schema: ({ z }: Checks) => z.boolean(),
    fallback: true,
  },
  expect: {
    flags: '--expect <none|any|n>',
    description: 'exit 4 unless there are none, any, or n items',
    schema: ({ z, wholeNumber }: Checks) =>
      z.union([z.literal('none'), z.literal('any'), wholeNumber(0)], 'is not none, any, or a number'),
    suggestions: ['none', 'any'],
  },
  color: {
    flags: '--color <when>',
    description: 'colour (default: auto)',
    ...oneOf(COLOR_CHOICES),
    fallback: COLOR_CHOICES[0],
    configured: 'color',
  },
  quiet: { flags: '--quiet', description: 'nothing on stderr but errors', ...SWITCH },
  debug: {
    flags: '--debug',
    description: 'requests and stack traces on stderr; never credentials',
    ...SWITCH,
  },
});

/** Which tables there are, and which defaults apply. */
export const CONFIG_OPTIONS = optionsIn('Connection options:', {
  config: {
    flags: '--config <file>',
    description: 'the configuration file (default: ddbdbg.config.yaml here or above, or $DDBDBG_CONFIG)',
    schema: ({ z }: Checks) => z.string(),
    path: 'file',
  },
  context: {
    flags: '--context <name>',
    description: 'a bundle of profile, region, endpoint and stage from that file',
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
      description: `fills {stage} in table names (default: $DDBDBG_STAGE, or ${DEFAULT_STAGE})`,
      schema: ({ TARGET }: Checks) => TARGET.stage,
      variable: 'DDBDBG_STAGE',
      configured: 'stage',
    },
    profile: {
      flags: '--profile <name>',
      description: 'AWS profile',
      schema: ({ text }: Checks) => text,
      configured: 'profile',
    },
    region: {
      flags: '--region <name>',
      description: 'AWS region',
      schema: ({ TARGET }: Checks) => TARGET.region,
    },
    endpointUrl: {
      flags: '--endpoint-url <url>',
      description: 'another endpoint than that of AWS',
      schema: ({ TARGET }: Checks) => TARGET.endpoint,
      member: 'endpoint',
    },
    local: { flags: '--local', description: 'the engine that `ddbdbg local start` runs', ...SWITCH },
    demo: {
      flags: '--demo',
      description: 'an engine inside this process, loaded with sample data',
      ...SWITCH,
    },
    insecure: {
      flags: '--insecure',
      description: 'permit plain HTTP to a host that is not this machine',
      ...SWITCH,
    },
  }),
  ...CONFIG_OPTIONS,
};

/** Every option that lookups share. */
export const SHARED_OPTIONS = {
  ...WINDOW_OPTIONS,
  ...LOOKUP_OPTIONS,
  ...OUTPUT_OPTIONS,
  ...CONNECTION_OPTIONS,
};
