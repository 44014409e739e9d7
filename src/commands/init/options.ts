import { type Checks, optionsIn, SWITCH } from '../options/option';

/** A word of a command. */
const word = ({ z }: Checks) =>
  z
    .string()
    .check(z.regex(/^[a-z0-9][a-z0-9_-]*$/, 'is not a word of lower case letters, digits and dashes'));

export const INIT_OPTIONS = optionsIn('Options:', {
  system: {
    flags: '--system <name>',
    description: 'the first word of the command that will ask it (default: my)',
    schema: word,
    fallback: 'my',
  },
  as: {
    flags: '--as <name>',
    description: "the second word (default: the table's name in kebab case)",
    schema: word,
  },
  write: {
    flags: '--write',
    description: 'add the definition to ./ddbdbg.config.yaml, or to the configuration file in a folder above',
    ...SWITCH,
  },
  sample: {
    flags: '--sample <n>',
    description: 'how many items to look at, at most 4 MB of them (default: 400; 0 for none)',
    schema: ({ wholeNumber }: Checks) => wholeNumber(0, 9999),
    fallback: 400,
  },
  from: {
    flags: '--from <file>',
    description:
      'read tables from a file instead: a CloudFormation or SAM template, a NoSQL Workbench model, a schema.json of the DynamoDB MCP server',
    schema: ({ z }: Checks) => z.string(),
    path: 'file',
  },
});
