import type { Operation } from '../src/dynamo/transport';

/** What each operation is for. A new one does not compile until it says so here. */
const PURPOSES: Readonly<Record<Operation, string>> = {
  GetItem: 'a lookup by the whole key',
  Query: 'lookups by a key of the table or an index, and counts',
  BatchGetItem: 'completing what an index does not project',
  Scan: 'reading a whole table, where it is small or `--allow-scan` is given, and the sample of `init`',
  DescribeTable: '`find`, `tables <name>`, `init`, and the size of a table before a Scan',
  DescribeTimeToLive: '`tables <name>` and `init`',
  DescribeContinuousBackups: '`tables <name>`',
  ListTables: '`tables`',
};

/** Every operation that the program sends to AWS. */
export const OPERATIONS = Object.keys(PURPOSES) as readonly Operation[];

/** Without these, what they are for is left out of the answer or told; lookups work. */
const OPTIONAL: readonly Operation[] = [
  'Scan',
  'DescribeTable',
  'DescribeTimeToLive',
  'DescribeContinuousBackups',
  'ListTables',
];

const actions = (operations: readonly Operation[]) => operations.map((operation) => `dynamodb:${operation}`);

/** The policy that permits all of it, for all tables of an account. */
function policy(operations: readonly Operation[] = OPERATIONS): object {
  const tables = 'arn:aws:dynamodb:*:123456789012:table/*';
  const rest = operations.filter((operation) => operation !== 'ListTables');
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Read', Effect: 'Allow', Action: actions(rest), Resource: [tables, `${tables}/index/*`] },
      // It is about no table in particular, and AWS takes nothing but * here.
      ...(operations.includes('ListTables')
        ? [{ Sid: 'List', Effect: 'Allow', Action: actions(['ListTables']), Resource: '*' }]
        : []),
    ],
  };
}

const json = (value: object) => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;

/** `docs/iam.md`, out of the operations of the source. */
export function iamPage(): string {
  const rows = OPERATIONS.map((operation) => {
    const need = OPTIONAL.includes(operation) ? 'for that only' : 'yes';
    return `| \`dynamodb:${operation}\` | ${PURPOSES[operation]} | ${need} |`;
  });
  const least = OPERATIONS.filter((operation) => !OPTIONAL.includes(operation));
  return `# Permissions

<!-- Written by scripts/iam-page.ts: vitest run --update test/scripts/iam-page.test.ts -->

\`ddbdbg\` only reads. These are all DynamoDB operations that it can send to AWS; a test holds this page to the source, and another
runs the program with no other permission than these.

| permission | used by | needed |
|---|---|---|
${rows.join('\n')}

The policy that permits all of it. Put your account in place of \`123456789012\`, and names in place of the last \`*\` to permit some
tables only (\`table/mfh-prod-*\`).

${json(policy())}

For lookups by key alone this is enough:

${json(policy(least))}

- A Scan whose table may not be described counts as one of a large table, so it wants \`--allow-scan\`.
- Tables encrypted with a key of your own also want \`kms:Decrypt\` on that key.
- Credentials come from where AWS tools usually get them. A role to assume wants \`sts:AssumeRole\`; that is not for this program to permit.
- \`ddbdbg local setup\` and \`local seed\` create tables and write sample data. They talk to an engine with made-up credentials, which AWS
  does not accept, and refuse any host but this machine unless \`--yes\` is given.
`;
}
