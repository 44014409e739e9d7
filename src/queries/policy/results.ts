import type { TableDefinition } from '../../dynamo/model/definition';
import { list, openStatus, text, time } from '../attributes';
import { bad, good, idle } from '../statuses';
import { EXECUTION_IDS } from './ids';

export const results: TableDefinition = {
  command: ['policy', 'results'],
  summary: 'result of each policy in a batch',
  name: 'policy_results',
  partitionKey: ['execution_id'],
  sortKey: ['policy_number'],
  life: { began: 'started_at', ended: 'completed_at' },
  display: {
    duration: true,
    partOf: { command: ['policy', 'executions'], by: 'execution_id' },
  },
  columns: ['execution_id', 'policy_number', 'status', 'started_at', 'completed_at', 'error'],
  attributes: {
    execution_id: text('the batch', { option: 'execution', examples: EXECUTION_IDS }),
    policy_number: text('the policy', {
      option: 'policy',
      pattern: { expression: '^[A-Za-z0-9]{9}$', meaning: 'a policy number (exactly 9 letters and digits)' },
      examples: ['ABC123DEF', 'POL456789', 'K7Q20M4XZ'],
    }),
    status: openStatus(
      'status of the policy',
      [
        good('success', 'succeeded', 'completed', 'ok'),
        bad('failed', 'failure', 'error'),
        idle('pending', 'waiting', 'queued'),
      ],
      { option: 'status' },
    ),
    started_at: time('when processing of the policy started'),
    completed_at: time('when it was completed'),
    error: text('error message', {
      examples: [
        'Screen "POLICY INQUIRY" did not appear within 30 s',
        'Policy is locked by user HÅKON',
        'Field 14 (effective date) holds "00/00/0000"',
      ],
    }),
    screenshots: list('screenshots of the terminal, in order', {
      examples: ['[]', '["s3://screens/ABC123DEF-1.png","s3://screens/ABC123DEF-2.png"]'],
    }),
  },
  patterns: [
    {
      question: 'the policies of a batch',
      ask: { values: { execution: 'execution-20c7e9b1' } },
      given: ['execution_id'],
    },
    {
      question: 'the result of a policy in a batch',
      ask: { values: { execution: 'execution-20c7e9b1', policy: 'ABC123DEF' } },
      given: ['execution_id', 'policy_number'],
    },
    {
      question: 'the results of a policy in any batch, newest first',
      ask: { values: { policy: 'ABC123DEF' } },
      given: ['policy_number'],
      sort: 'started_at:desc',
    },
  ],
};
