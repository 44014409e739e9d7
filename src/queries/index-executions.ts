import type { TableDefinition } from '../dynamo/model/definition';
import { number, status, text, time } from './attributes';
import { index } from './indexes';
import { active, bad, good } from './statuses';

/**
 * Executions of Step Functions agents, indexed so that they can be listed by date. Written from EventBridge events for
 * state machines tagged Type=Agent and Application=StepFunctionsAgent. The table holds no other executions.
 */
export const indexExecutions: TableDefinition = {
  command: ['index-executions'],
  summary: 'Step Functions executions by date',
  description:
    'Executions of Step Functions agents, newest first: by agent, by status, by both, or all of them. Only agents are in the table.',
  name: 'ExecutionIndex-{stage}',
  partitionKey: ['executionArn'],
  indexes: [
    index('AgentDateIndex', 'agentName', 'startDate'),
    index('StatusDateIndex', 'status', 'startDate'),
  ],
  argument: 'executionArn',
  stream: 'NEW_AND_OLD_IMAGES',
  life: { began: 'startDate', ended: 'stopDate', updated: 'indexedAt' },
  columns: ['agentName', 'executionName', 'status', 'startDate', 'stopDate', 'durationSeconds'],
  attributes: {
    executionArn: text('ARN of the execution', {
      short: 'last-part',
      examples: [
        'arn:aws:states:us-east-1:123456789012:execution:InvoiceAgent:6a0f2d1b-93c4-4e7a-8b15-d20c7f6e4a98',
        'arn:aws:states:us-east-1:123456789012:execution:ResearchAgent:1b7e9c30-5f2a-4d86-a4e1-90c3b8d7f215',
        'arn:aws:states:us-east-1:123456789012:execution:SqlAgent:e48d07a6-2c19-4b3f-9d70-5a8e1f6c3b42',
        'arn:aws:states:us-east-1:123456789012:execution:SupportAgent:93f5b1c8-7d60-4a2e-b8f4-1c6d0e9a7523',
      ],
    }),
    agentName: text('the agent, named by its state machine', {
      option: 'agent',
      always: true,
      examples: ['invoice-agent', 'research-agent', 'sql-agent', 'support-agent'],
    }),
    stateMachineArn: text('ARN of the state machine', {
      examples: [
        'arn:aws:states:us-east-1:123456789012:stateMachine:InvoiceAgent',
        'arn:aws:states:us-east-1:123456789012:stateMachine:ResearchAgent',
        'arn:aws:states:us-east-1:123456789012:stateMachine:SqlAgent',
        'arn:aws:states:us-east-1:123456789012:stateMachine:SupportAgent',
      ],
    }),
    executionName: text('last part of the execution ARN', {
      examples: [
        '6a0f2d1b-93c4-4e7a-8b15-d20c7f6e4a98',
        '1b7e9c30-5f2a-4d86-a4e1-90c3b8d7f215',
        'e48d07a6-2c19-4b3f-9d70-5a8e1f6c3b42',
        '93f5b1c8-7d60-4a2e-b8f4-1c6d0e9a7523',
      ],
    }),
    status: status(
      'status of the execution',
      [
        active('RUNNING', 'started', 'in_progress', 'in-progress'),
        good('SUCCEEDED', 'success', 'successful', 'ok'),
        bad('FAILED', 'failure', 'fail', 'error'),
        bad('TIMED_OUT', 'timeout', 'timed-out', 'timedout'),
        bad('ABORTED', 'abort', 'cancelled', 'canceled', 'stopped'),
      ],
      { option: 'status', always: true },
    ),
    startDate: time('when the execution started', { always: true }),
    stopDate: time('when it ended'),
    durationSeconds: number('stopDate − startDate', { format: 'seconds' }),
    indexedAt: time('when this item was written'),
  },
  patterns: [
    {
      question: 'executions of an agent, newest first',
      ask: { values: { agent: 'invoice-agent' }, since: '7d' },
      index: 'AgentDateIndex',
      given: ['agentName'],
    },
    {
      question: 'executions with a status, newest first',
      ask: { values: { status: 'FAILED,TIMED_OUT' }, since: '7d' },
      index: 'StatusDateIndex',
      given: ['status'],
    },
    {
      question: 'executions of an agent with a status (applied as a filter)',
      ask: { values: { agent: 'invoice-agent', status: 'FAILED' } },
      index: 'AgentDateIndex',
      given: ['agentName', 'status'],
    },
    {
      question: 'all executions, newest first (the five statuses merged by date)',
      ask: { since: '24h' },
      index: 'StatusDateIndex',
    },
    {
      question: 'one execution',
      ask: {
        argument:
          'arn:aws:states:us-east-1:123456789012:execution:InvoiceAgent:6a0f2d1b-93c4-4e7a-8b15-d20c7f6e4a98',
      },
      given: ['executionArn'],
    },
  ],
};
