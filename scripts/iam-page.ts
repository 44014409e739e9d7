import type { Operation } from '../src/dynamo/transport';

/** The purpose of each operation. An operation that is missing here does not compile. */
const PURPOSES: Readonly<Record<Operation, string>> = {
  GetItem: 'lookups by a complete primary key',
  Query: 'lookups by a key of the table or an index, and counts',
  BatchGetItem: 'fetching attributes that an index does not project',
  Scan: 'full scans of tables that are small, or with `--allow-scan`, and the samples for `init` and for ages in `find`',
  DescribeTable:
    '`find`, `tables <name>`, `init`, the size and keys of a table before a Scan, and whether an index leaves out items',
  DescribeTimeToLive: '`tables <name>` and `init`',
  DescribeContinuousBackups: '`tables <name>`',
  ListTables: '`tables`',
};

/** Every operation that the program sends to AWS. */
export const OPERATIONS = Object.keys(PURPOSES) as readonly Operation[];

/** Operations that lookups by key do not need. Without permission for them, their part of the output is omitted, or the command fails. */
const OPTIONAL: readonly Operation[] = [
  'Scan',
  'DescribeTable',
  'DescribeTimeToLive',
  'DescribeContinuousBackups',
  'ListTables',
];

const actions = (operations: readonly Operation[]) => operations.map((operation) => `dynamodb:${operation}`);

/** A policy that allows the operations for all tables of an account. */
function policy(operations: readonly Operation[] = OPERATIONS): object {
  const tables = 'arn:aws:dynamodb:*:123456789012:table/*';
  const rest = operations.filter((operation) => operation !== 'ListTables');
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Read', Effect: 'Allow', Action: actions(rest), Resource: [tables, `${tables}/index/*`] },
      // ListTables does not apply to a particular table, so AWS accepts only * here.
      ...(operations.includes('ListTables')
        ? [{ Sid: 'List', Effect: 'Allow', Action: actions(['ListTables']), Resource: '*' }]
        : []),
    ],
  };
}

const json = (value: object) => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;

/** Generates `docs/iam.md` from the operations in the source. */
export function iamPage(): string {
  const rows = OPERATIONS.map((operation) => {
    const need = OPTIONAL.includes(operation) ? 'only for that' : 'yes';
    return `| \`dynamodb:${operation}\` | ${PURPOSES[operation]} | ${need} |`;
  });
  const least = OPERATIONS.filter((operation) => !OPTIONAL.includes(operation));
  return `# Permissions

<!-- Written by scripts/iam-page.ts: vitest run --update test/scripts/iam-page.test.ts -->

\`ddbdbg\` only reads. These are the only DynamoDB operations that it can send to AWS. One test checks this page against the source,
and another runs the program with these permissions only.

| permission | used for | required |
|---|---|---|
${rows.join('\n')}

This policy allows all of them. Replace \`123456789012\` with your account ID. To allow only some tables, replace the last \`*\` with
their names (\`table/mfh-prod-*\`).

${json(policy())}

For lookups by key, this is enough:

${json(policy(least))}

- Without permission to describe a table, its size is unknown, so a Scan of it requires \`--allow-scan\`.
- Tables encrypted with a customer managed key also require \`kms:Decrypt\` on that key.
- Credentials come from the same sources as in other AWS tools. Assuming a role also requires \`sts:AssumeRole\`, which is granted
  outside this policy.
- \`ddbdbg local setup\` and \`local seed\` create tables and write sample data. They use dummy credentials, which AWS rejects, and
  refuse any host other than this machine unless you pass \`--yes\`.
`;
}
