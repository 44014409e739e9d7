import { FORMATS } from '../../format/registry';
import type { OptionGroup, OptionSpec } from './option';

const inGroup = (group: OptionGroup, options: readonly Omit<OptionSpec, 'group'>[]): readonly OptionSpec[] =>
  options.map((option) => ({ ...option, group }));

/** The usual ones. */
const AGES = ['15m', '1h', '24h', '7d'];

/** The window of time, for tables that are sorted by one. */
export const WINDOW_OPTIONS = inGroup('Lookup options:', [
  {
    flags: '--since <time>',
    description: 'strictly after this: ISO-8601, or 90s 15m 2h 3d 1w ago, or now',
    suggestions: AGES,
    condition: true,
  },
  { flags: '--until <time>', description: 'up to and including this', suggestions: AGES, condition: true },
]);

/** How much is asked, and in which order. */
export const LOOKUP_OPTIONS = inGroup('Lookup options:', [
  {
    flags: '--where <condition>',
    description:
      'attribute=value, also != < <= > >= ^= (begins with) *= (contains), attribute? !attribute; repeatable',
    repeatable: true,
  },
  { flags: '--limit <n>', description: 'at most n items (default: 100 on a terminal, else no limit)' },
  {
    flags: '--order <direction>',
    description: 'by sort key (default: newest first where that is a time)',
    choices: ['asc', 'desc'],
  },
  { flags: '--sort <column[:desc]>', description: 'order the result by any column' },
  { flags: '--count', description: 'print only the number of matching items' },
  { flags: '--cursor <token>', description: 'go on where an earlier call stopped' },
  { flags: '--allow-scan', description: 'permit a full read of a large table where no key or index serves' },
  { flags: '--max-rcu <units/s>', description: 'read at most so many capacity units a second' },
  { flags: '--segments <n>', description: 'parallel segments of a scan (default: by the size of the table)' },
]);

export const OUTPUT_OPTIONS = inGroup('Output options:', [
  {
    flags: '-o, --output <format>',
    description: 'how items are shown (default: table, or $DDBDBG_OUTPUT)',
    choices: FORMATS,
  },
  {
    flags: '--columns <a,b.c>',
    description: 'these attributes, in this order (dotted paths, odd names in ""); all for every attribute',
    list: true,
  },
  {
    flags: '--explain',
    description: 'print the plan, its requests and cost, send nothing (with --stats, ask for the table size)',
  },
  { flags: '--stats [json]', description: 'a summary on stderr; json for machines', suggestions: ['json'] },
  { flags: '--reveal', description: 'show secret attributes' },
  {
    flags: '--numbers <form>',
    description: 'numbers in JSON, as literals or as strings (default: exact)',
    choices: ['exact', 'string'],
  },
  {
    flags: '--times <form>',
    description: 'how tables and CSV show times (default: raw)',
    choices: ['raw', 'utc', 'local', 'relative'],
  },
  { flags: '--record', description: 'one attribute a line' },
  { flags: '--no-escape-formulas', description: 'leave CSV strings that look like formulas as they are' },
  {
    flags: '--expect <none|any|n>',
    description: 'exit 4 unless there are none, any, or n items',
    suggestions: ['none', 'any'],
  },
  { flags: '--color <when>', description: 'colour (default: auto)', choices: ['auto', 'always', 'never'] },
  { flags: '--quiet', description: 'nothing on stderr but errors' },
  { flags: '--debug', description: 'requests and stack traces on stderr; never credentials' },
]);

/** Which tables there are, and what holds by default. */
export const CONFIG_OPTIONS = inGroup('Connection options:', [
  {
    flags: '--config <file>',
    description: 'the configuration file (default: ddbdbg.config.yaml here or above, or $DDBDBG_CONFIG)',
    path: 'file',
  },
  { flags: '--context <name>', description: 'a bundle of profile, region, endpoint and stage of that file' },
]);

export const CONNECTION_OPTIONS = inGroup('Connection options:', [
  { flags: '--table <name>', description: "use this table name instead of the definition's" },
  { flags: '--stage <name>', description: 'fills {stage} in table names (default: $DDBDBG_STAGE, or dev)' },
  { flags: '--profile <name>', description: 'AWS profile' },
  { flags: '--region <name>', description: 'AWS region' },
  { flags: '--endpoint-url <url>', description: 'another endpoint than that of AWS' },
  { flags: '--local', description: 'the engine that `ddbdbg local start` runs' },
  { flags: '--demo', description: 'an engine inside this process, loaded with sample data' },
  { flags: '--insecure', description: 'permit plain http to a host that is not this machine' },
  ...CONFIG_OPTIONS,
]);
