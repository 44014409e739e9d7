import type { TableDefinition } from '../dynamo/model/definition';
import { createdAt, map, number, status, text, time } from './attributes';
import { index } from './indexes';
import { active, bad, good } from './statuses';

/**
 * Executions of jobs for a tenant, in a single-table design.
 *
 * The following is not documented and assumed here: the table's own key (used with local engines only), that GSI1
 * projects all attributes, and that `errors` is text.
 */
export const executions: TableDefinition = {
  command: ['executions'],
  summary: 'job executions of a tenant',
  description:
    'Executions of one tenant, newest first. Without a status, each known status is queried and the results are merged by time. An execution_id needs no tenant, but is searched for, as the key of the table is not known; a configuration file can declare it.',
  name: 'JobExecutions',
  region: 'us-east-1',
  partitionKey: ['PK'],
  sortKey: ['SK'],
  keyIsAssumed: true,
  indexes: [index('GSI1', 'GSI1PK', 'GSI1SK')],
  argument: 'execution_id',
  required: ['tenant'],
  life: { began: 'created_at', ended: 'completed_at' },
  columns: ['jit_event_id', 'execution_id', 'status', 'errors', 'created_at', 'completed_at'],
  attributes: {
    PK: text('table key (assumed)', { template: 'EXECUTION#{execution_id}' }),
    SK: text('table key (assumed)', { template: 'JOB#{job_id}' }),
    GSI1PK: text('tenant and status', { template: 'TENANT#{tenant}#STATUS#{status}' }),
    GSI1SK: time('when the execution was created', { always: true }),
    tenant: text('the tenant', {
      option: 'tenant',
      virtual: true,
      examples: ['acme', 'globex', 'initech', 'umbrella'],
    }),
    status: status(
      'status of the execution',
      [
        active('started', 'running', 'in_progress', 'in-progress'),
        good('success', 'succeeded', 'successful', 'ok'),
        bad('failure', 'failed', 'fail', 'error'),
        bad('timeout', 'timed_out', 'timed-out', 'timedout'),
      ],
      { option: 'status' },
    ),
    jit_event_id: text('the event that caused the execution', {
      unique: true,
      examples: ['jit-7f3a91c2', 'jit-02be4d18', 'jit-c5580e67'],
    }),
    event_id: text('jit_event_id in older items', {
      examples: ['jit-7f3a91c2', 'jit-02be4d18', 'jit-c5580e67'],
    }),
    execution_id: text('one run of a job', {
      unique: true,
      examples: [
        '5d1f0c7e-3b8a-4c57-9e21-0a6f4b7d9c11',
        '8a94e2b0-77c3-4f0d-b1e6-2c9d5a3f8e42',
        'c07b6d15-e9f4-4a28-8d3c-61f2b0e7a593',
      ],
    }),
    job_id: text('the job that was run', {
      examples: [
        'job-scan-repositories',
        'job-sync-assets',
        'job-rotate-keys',
        'job-export-findings',
        'job-nightly',
      ],
    }),
    asset_id: text('the asset that the job ran on', {
      examples: [
        'asset-repo-web',
        'asset-repo-api',
        'asset-bucket-logs',
        'asset-cluster-eu',
        'asset-Zürich-büro',
      ],
    }),
    control_name: text('the check that the job performs', {
      examples: [
        'secret-detection',
        'dependency-check',
        'iam-least-privilege',
        'container-scan',
        'branch-protection',
      ],
    }),
    args: map('arguments of the job', {
      examples: [
        '{"branch":"main","depth":50}',
        '{"regions":["us-east-1","eu-central-1"],"dry_run":false}',
        '{"branch":"release/2.4","options":{"severity":"high","exclude":["vendor/","node_modules/"]}}',
      ],
    }),
    timeout: number('time limit of the job', { format: 'seconds', examples: ['300', '900', '3600'] }),
    errors: text('error message', {
      examples: [
        'ConnectionError: HTTPSConnectionPool(host="api.github.example", port=443): Max retries exceeded',
        'botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the AssumeRole operation',
        'ThrottlingException: Rate exceeded',
        'ValidationError: 2 findings have no severity',
        'KeyError: "default_branch"',
        'Task timed out after 900.10 seconds',
        'OSError: [Errno 28] No space left on device: "/tmp/klon-für-prüfung"',
      ],
    }),
    results: map('findings of the job', {
      examples: [
        '{"findings":0,"scanned_files":1204}',
        '{"findings":17,"scanned_files":388,"by_severity":{"high":2,"medium":6,"low":9}}',
        '{"findings":3,"scanned_files":54,"report":{"url":"s3://reports/3.json","bytes":48213}}',
      ],
    }),
    created_at: createdAt,
    completed_at: time('when it ended'),
  },
  patterns: [
    {
      question: "a tenant's executions of one status, newest first",
      ask: { values: { tenant: 'acme', status: 'failure' }, since: '24h' },
      index: 'GSI1',
      given: ['tenant', 'status'],
    },
    {
      question: "a tenant's executions of several statuses, merged by time",
      ask: { values: { tenant: 'acme', status: 'failure,timeout' } },
      index: 'GSI1',
      given: ['tenant', 'status'],
    },
    {
      question: "a tenant's executions of any status, merged by time",
      ask: { values: { tenant: 'acme' }, since: '7d' },
      index: 'GSI1',
      given: ['tenant'],
    },
    {
      question: 'one execution (the key is not known, so all of the table is searched)',
      ask: { argument: '5d1f0c7e-3b8a-4c57-9e21-0a6f4b7d9c11' },
      given: ['execution_id'],
    },
  ],
};
