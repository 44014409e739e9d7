import * as z from 'zod/mini';
import { COLOR_CHOICES, FORMATS, NUMBER_FORMS, TIME_FORMS } from '../format/view';
import { choice, described, nameSafe, object, record, regionName, text, word } from './schema-words';
import { Override, Table } from './table-schema';

const variables = described(
  record(text, nameSafe),
  'Values for the variables of table names, apart from {stage}.',
);

const region = described(regionName, 'AWS region.');
const stage = described(nameSafe, 'Fills {stage} in table names.');
const profile = described(text, 'AWS profile.');
const scanLimitMb = described(
  z.number('a number of megabytes').check(z.minimum(0, 'a number of megabytes')),
  'A Scan of a table up to this size, in megabytes, just runs. 100 unless said otherwise.',
);

const Defaults = object({
  output: z.optional(described(choice(...FORMATS), 'The format of results.')),
  numbers: z.optional(
    described(choice(...NUMBER_FORMS), 'Numbers in JSON, as exact literals or as strings.'),
  ),
  times: z.optional(described(choice(...TIME_FORMS), 'How tables and CSV show times.')),
  color: z.optional(described(choice(...COLOR_CHOICES), 'When to use colour.')),
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
      'Another endpoint than that of AWS.',
    ),
  ),
  stage: z.optional(stage),
  scanLimitMb: z.optional(scanLimitMb),
  variables: z.optional(variables),
});

const System = object({
  region: z.optional(described(region, 'Region of the tables that name none of their own.')),
  tables: described(
    record(word, Table),
    'The tables, by the word that asks each: `ddbdbg <system> <table>`.',
  ),
});

/** A configuration file. Everything in it is data. */
export const ConfigSchema = object({
  $schema: z.optional(described(z.string('text'), 'Where the JSON Schema of this file is, for editors.')),
  defaults: z.optional(described(Defaults, 'What holds where neither option, environment nor context says.')),
  contexts: z.optional(
    described(
      record(text, ContextSchema),
      'Bundles of profile, region, endpoint and stage, chosen by their names.',
    ),
  ),
  variables: z.optional(variables),
  systems: z.optional(
    described(record(word, System), 'Tables that belong together, by the word they share.'),
  ),
  tables: z.optional(described(record(word, Table), 'Tables that are asked by one word.')),
  overrides: z.optional(
    described(
      record(text, Override),
      'What is different about tables that are built in, by their command: `fusion users`.',
    ),
  ),
});

export type ConfigData = z.infer<typeof ConfigSchema>;
