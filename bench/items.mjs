// Realistic executions of about 500 bytes each, the same in every run.

export const TABLE = 'JobExecutions';
export const PARTITION = 'TENANT#acme#STATUS#success';

const LATEST = Date.UTC(2026, 0, 1);
const JOBS = ['job-scan-repositories', 'job-sync-assets', 'job-rotate-keys', 'job-export-findings'];

/** The item with this number, newest first, in DynamoDB's JSON. */
export function execution(n) {
  const id = n.toString(16).padStart(12, '0');
  const createdAt = new Date(LATEST - n * 1000).toISOString();
  return {
    PK: { S: `EXECUTION#5d1f0c7e-3b8a-4c57-9e21-${id}` },
    SK: { S: `JOB#${JOBS[n % JOBS.length]}` },
    GSI1PK: { S: PARTITION },
    GSI1SK: { S: createdAt },
    execution_id: { S: `5d1f0c7e-3b8a-4c57-9e21-${id}` },
    jit_event_id: { S: `jit-${id.slice(4)}` },
    job_id: { S: JOBS[n % JOBS.length] },
    status: { S: 'success' },
    asset_id: { S: n % 5 === 0 ? 'asset-Zürich-büro' : `asset-repo-${n % 97}` },
    control_name: { S: 'dependency-check' },
    timeout: { N: '900' },
    args: { M: { branch: { S: 'main' }, depth: { N: '50' }, dry_run: { BOOL: n % 2 === 0 } } },
    results: {
      M: {
        findings: { N: `${n % 23}` },
        scanned_files: { N: `${1000 + (n % 400)}` },
        labels: { L: [{ S: 'nightly' }, { S: 'weekly' }] },
      },
    },
    created_at: { S: createdAt },
    completed_at: { S: new Date(LATEST - n * 1000 + 41_317).toISOString() },
  };
}

/** Their table, as the input of CreateTable. */
export const tableInput = {
  TableName: TABLE,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['PK', 'SK', 'GSI1PK', 'GSI1SK'].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S',
  })),
  KeySchema: keySchema('PK', 'SK'),
  GlobalSecondaryIndexes: [
    { IndexName: 'GSI1', KeySchema: keySchema('GSI1PK', 'GSI1SK'), Projection: { ProjectionType: 'ALL' } },
  ],
};

function keySchema(partition, sort) {
  return [
    { AttributeName: partition, KeyType: 'HASH' },
    { AttributeName: sort, KeyType: 'RANGE' },
  ];
}
