import * as z from 'zod/mini';
import type { Defaults } from '../../config/configuration';
import { splitColumns } from '../../dynamo/model/path';
import { MOST_SEGMENTS } from '../../dynamo/plan/plan';
import { usageError } from '../../errors';
import { FORMATS } from '../../format/registry';
import { type Environment, effectiveDefaults } from './defaults';
import type { RawOptions } from './option';

const wholeNumber = (minimum: number, words: string, maximum = Number.MAX_SAFE_INTEGER) =>
  z.pipe(
    z.string().check(z.regex(/^\d{1,15}$/, words)),
    z.transform((text, context) => {
      const number = Number(text);
      if (number < minimum || number > maximum)
        context.issues.push({ code: 'custom', message: words, input: text });
      return number;
    }),
  );

const positiveNumber = z.pipe(
  z
    .string()
    .check(z.regex(/^(?=.*[1-9])\d{1,9}(\.\d{1,6})?$/, 'must be a number of read capacity units above 0')),
  z.transform(Number),
);

const nonEmpty = z.string().check(z.minLength(1, 'is empty'));
const choice = <const T extends readonly string[]>(values: T) =>
  z.enum(values as unknown as [T[number], ...T[number][]], `must be one of ${values.join(', ')}`);

/** The options that every lookup has, as values to work with. Options of a table's own are left to its conditions. */
const Settings = z.object({
  output: z._default(choice(FORMATS), 'table'),
  columns: z.optional(
    z.pipe(
      nonEmpty,
      z.transform((text: string) => splitColumns(text)),
    ),
  ),
  limit: z.optional(wholeNumber(1, 'must be a whole number above 0')),
  order: z.optional(choice(['asc', 'desc'])),
  count: z._default(z.boolean(), false),
  cursor: z.optional(nonEmpty),
  explain: z._default(z.boolean(), false),
  stats: z.optional(z.enum(['text', 'json'], "takes no value but 'json'")),
  allowScan: z._default(z.boolean(), false),
  segments: z.optional(wholeNumber(1, `must be a whole number from 1 to ${MOST_SEGMENTS}`, MOST_SEGMENTS)),
  maxRcu: z.optional(positiveNumber),
  sort: z.optional(nonEmpty),
  where: z._default(z.array(z.string()), []),
  reveal: z._default(z.boolean(), false),
  numbers: z._default(choice(['exact', 'string']), 'exact'),
  times: z._default(choice(['raw', 'utc', 'local', 'relative']), 'raw'),
  record: z._default(z.boolean(), false),
  escapeFormulas: z._default(z.boolean(), true),
  expect: z.optional(
    z.union([z.literal('none'), z.literal('any'), wholeNumber(0, '')], 'must be none, any, or a number'),
  ),
  color: z._default(choice(['auto', 'always', 'never']), 'auto'),
  quiet: z._default(z.boolean(), false),
  debug: z._default(z.boolean(), false),
  table: z.optional(nonEmpty.check(z.regex(/^[\w.:/-]{3,1024}$/, 'is no table name or ARN'))),
  stage: z.optional(
    nonEmpty.check(z.regex(/^[\w.-]+$/, 'may have letters, digits, dot, dash and underscore')),
  ),
  profile: z.optional(nonEmpty),
  region: z.optional(nonEmpty.check(z.regex(/^[a-z0-9-]+$/, 'is no region name'))),
  endpointUrl: z.optional(nonEmpty),
  local: z._default(z.boolean(), false),
  demo: z._default(z.boolean(), false),
  insecure: z._default(z.boolean(), false),
  defaultRegion: z.optional(nonEmpty),
  defaultEndpoint: z.optional(nonEmpty),
  scanLimitMb: z.optional(z.number()),
});

export type Settings = z.infer<typeof Settings>;

/**
 * Options to their values, with the environment's where the command line is silent, and the configured defaults where that is too.
 * Throws a usage error.
 */
export function settingsOf(options: RawOptions, env: Environment, defaults: Defaults = {}): Settings {
  const fromEnv = {
    ...(env.DDBDBG_OUTPUT && { output: env.DDBDBG_OUTPUT }),
    ...(env.DDBDBG_STAGE && { stage: env.DDBDBG_STAGE }),
    ...(env.DDBDBG_SCAN_LIMIT_MB && { scanLimitMb: megabytes(env.DDBDBG_SCAN_LIMIT_MB) }),
  };
  const result = Settings.safeParse({ ...effectiveDefaults(defaults, env), ...fromEnv, ...options });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const name = String(issue?.path[0]);
  const source =
    options[name] === undefined
      ? ENV_NAMES[name]
      : `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  throw usageError(`${source} ${issue?.message}.`);
}

function megabytes(text: string): number {
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Number(text);
  throw usageError(`DDBDBG_SCAN_LIMIT_MB: '${text}' is no number of megabytes.`);
}

const ENV_NAMES: Readonly<Record<string, string>> = { output: 'DDBDBG_OUTPUT', stage: 'DDBDBG_STAGE' };
