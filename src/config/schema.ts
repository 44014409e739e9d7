import * as z from 'zod/mini';
import { choice, described, object, record, text, word } from './schema-words';
import { Override, Table } from './table-schema';

const variables = described(
  record(text, z.string('text').check(z.regex(/^[\w.-]+$/, 'letters, digits, dot, dash and underscore'))),
  'Values of the variables in table names, except {stage}.',
);

const region = described(
  z.string('a region name').check(z.regex(/^[a-z0-9-]+$/, 'a region name such as eu-central-1')),
  'AWS region.',
);
const stage = described(
  z.string('text').check(z.regex(/^[\w.-]+$/, 'letters, digits, dot, dash and underscore')),
  'Value of {stage} in table names.',
);
const profile = described(text, 'AWS profile.');
const scanLimitMb = described(
  z.number('a number of megabytes').check(z.minimum(0, 'a number of megabytes')),
  'Maximum size in megabytes of a table that may be scanned without --allow-scan. Default: 100.',
);

const Defaults = object({
  output: z.optional(described(choice('table', 'json', 'ndjson', 'csv', 'dynamodb-json'), 'Output format.')),
  numbers: z.optional(
    described(choice('exact', 'string'), 'Whether numbers in JSON are exact literals or strings.'),
  ),
  times: z.optional(described(choice('raw', 'utc', 'local', 'relative'), 'Time format in tables and CSV.')),
  color: z.optional(described(choice('auto', 'always', 'never'), 'When to use color.')),
  profile: z.optional(profile),
  region: z.optional(region),
  stage: z.optional(stage),
  scanLimitMb: z.optional(scanLimitMb),
});

const ContextSchema = object({
  profile: z.optional(profile),
  region: z.optional(region),
  endpoint: z.optional(
    described(
      z.string('an http or https address').check(z.regex(/^https?:\/\/[^\s/]+/, 'an http or https address')),
      'Endpoint to use instead of the default.',
    ),
  ),
  stage: z.optional(stage),
  scanLimitMb: z.optional(scanLimitMb),
  variables: z.optional(variables),
});

const System = object({
  region: z.optional(described(region, 'Region of tables that do not set their own.')),
  tables: described(
    record(word, Table),
    'The tables, by the last word of their command: `ddbdbg <system> <table>`.',
  ),
});

/** A configuration file. It contains only data. */
export const ConfigSchema = object({
  $schema: z.optional(
    described(z.string('text'), 'Path or URL of the JSON Schema of this file, for editors.'),
  ),
  defaults: z.optional(
    described(Defaults, 'Values that apply when no option, environment variable or context sets one.'),
  ),
  contexts: z.optional(
    described(
      record(text, ContextSchema),
      'Named sets of profile, region, endpoint and stage, chosen with --context.',
    ),
  ),
  variables: z.optional(variables),
  systems: z.optional(
    described(record(word, System), 'Groups of tables, by the first word of their commands.'),
  ),
  tables: z.optional(described(record(word, Table), 'Tables whose command is a single word.')),
  overrides: z.optional(
    described(record(text, Override), 'Changes to built-in tables, by their command: `fusion users`.'),
  ),
});

export type ConfigData = z.infer<typeof ConfigSchema>;
