import * as z from 'zod/mini';
import { COLOR_CHOICES, FORMATS, NUMBER_FORMS, TIME_FORMS } from '../format/view';
import {
  choice,
  described,
  nameSafe,
  object,
  record,
  regionName,
  text,
  variableName,
  word,
} from './schema-words';
import { Override, Table } from './table-schema';

const variables = described(
  record(
    text,
    z.union(
      [
        nameSafe,
        object({
          environment: described(variableName, 'The environment variable with the value.'),
          default: z.optional(described(nameSafe, 'The value if it is not set.')),
        }),
      ],
      'letters, digits, dot, dash and underscore, or a mapping with environment',
    ),
  ),
  'Values of the variables in table names, except {stage}: as text, or from an environment variable.',
);

const region = described(regionName, 'AWS region.');
const stage = described(nameSafe, 'Value of {stage} in table names.');
const profile = described(text, 'AWS profile.');
const scanLimitMb = described(
  z.number('a number of megabytes').check(z.minimum(0, 'a number of megabytes')),
  'Maximum size in megabytes of a table that may be scanned without permission. Default: 100.',
);

const Defaults = object({
  output: z.optional(described(choice(...FORMATS), 'Output format.')),
  numbers: z.optional(
    described(choice(...NUMBER_FORMS), 'Whether numbers in JSON are exact literals or strings.'),
  ),
  times: z.optional(described(choice(...TIME_FORMS), 'Time format in tables and CSV.')),
  color: z.optional(described(choice(...COLOR_CHOICES), 'When to use color.')),
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
      z.string('an http or https URL').check(z.regex(/^https?:\/\/[^\s/]+/, 'an http or https URL')),
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
      'Named sets of profile, region, endpoint and stage, chosen by name.',
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
