import { type Checks, optionsIn, SWITCH } from '../options/option';

/** Checks a word of a command. */
const word = ({ z }: Checks) =>
  z
    .string()
    .check(
      z.regex(/^[a-z0-9][a-z0-9_-]*$/, 'is not a word of lowercase letters, digits, dashes and underscores'),
    );

export const INIT_OPTIONS = optionsIn('Options:', {
  system: {
    flags: '--system <name>',
    description: 'first word of the new command (default: my)',
    schema: word,
    fallback: 'my',
  },
  as: {
    flags: '--as <name>',
    description: "second word of the new command (default: the table's name in kebab case)",
    schema: word,
  },
  write: {
    flags: '--write',
    description:
      'add the definition to the configuration file here or in a parent folder, or create ./ddbdbg.config.yaml',
    ...SWITCH,
  },
  sample: {
    flags: '--sample <n>',
    description: 'number of items to sample, up to 4 MB (default: 400; 0 for none)',
    schema: ({ wholeNumber }: Checks) => wholeNumber(0, 9999),
    fallback: 400,
  },
  from: {
    flags: '--from <file>',
    description:
      'read tables from a file instead: a CloudFormation or SAM template, a serverless.yml, a Terraform configuration or its JSON, a NoSQL Workbench model, or a schema.json of the DynamoDB MCP server',
    schema: ({ z }: Checks) => z.string(),
    path: 'file',
  },
});
