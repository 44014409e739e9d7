import type { TableDefinition } from '../../dynamo/model/definition';
import {
  CREATED_AND_UPDATED,
  createdAt,
  map,
  number,
  openStatus,
  percent,
  text,
  time,
  updatedAt,
} from '../attributes';
import { index } from '../indexes';
import { active, bad, good, idle } from '../statuses';
import { AST_NAMES, EXECUTION_IDS, SESSION_IDS } from './ids';

const batchStatuses = [
  idle('pending', 'queued', 'waiting'),
  active('running', 'started', 'in_progress', 'in-progress'),
  good('completed', 'complete', 'success', 'succeeded', 'ok'),
  bad('failed', 'failure', 'error'),
];

export const registry: TableDefinition = {
  command: ['policy', 'registry'],
  summary: 'automations that can be run',
  name: 'ast_registry',
  partitionKey: ['name'],
  argument: 'name',
  life: CREATED_AND_UPDATED,
  columns: ['name', 'version', 'description', 'author', 'updated_at'],
  attributes: {
    name: text('name of the automation', { examples: AST_NAMES }),
    description: text('what the automation does', {
      examples: [
        'Reads the status of each policy.',
        'Asks for a quote and stores the premium.',
        'Writes the new address and takes a screenshot as proof.',
      ],
    }),
    version: text('version of the automation', { examples: ['1.4.0', '0.9.2', '2.0.1', '1.0.0'] }),
    author: text('author of the automation', { examples: ['Rosa Peña', 'Håkon Ødegård'] }),
    parameters: map('the parameters it takes', {
      examples: ['{"host":{"type":"string"},"max_parallel":{"type":"number","default":5}}'],
    }),
    created_at: createdAt,
    updated_at: updatedAt,
  },
  patterns: [
    { question: 'the automations', ask: {}, sort: 'name' },
    { question: 'get an automation by name', ask: { argument: 'policy-lookup' }, given: ['name'] },
  ],
};

export const batches: TableDefinition = {
  command: ['policy', 'executions'],
  summary: 'batches of policies and their progress',
  name: 'ast_executions',
  partitionKey: ['execution_id'],
  indexes: [index('SessionIdIndex', 'session_id')],
  argument: 'execution_id',
  life: { began: 'started_at', ended: 'completed_at' },
  display: {
    progress: 'progress',
    done: { completed: 'completed_items', total: 'total_items' },
    duration: true,
  },
  columns: [
    'execution_id',
    'session_id',
    'ast_name',
    'status',
    'progress',
    'completed_items',
    'total_items',
    'started_at',
  ],
  attributes: {
    execution_id: text('a batch', { examples: EXECUTION_IDS }),
    session_id: text('session that runs the batch', { option: 'session', examples: SESSION_IDS }),
    ast_name: text('automation that is run', { examples: AST_NAMES }),
    status: openStatus('status of the batch', batchStatuses, { option: 'status' }),
    progress: percent('percentage completed'),
    total_items: number('policies in the batch'),
    completed_items: number('policies that have been processed, successfully or not'),
    started_at: time('when the batch began'),
    completed_at: time('when it ended'),
    params: map('input of the automation', {
      examples: [
        '{"host":"terminal-1.example","max_parallel":5}',
        '{"host":"terminal-2.example","dry_run":true}',
      ],
    }),
    result: map('result of the batch', { examples: ['{"succeeded":5,"failed":1}'] }),
  },
  patterns: [
    { question: 'get a batch by ID', ask: { argument: 'execution-20c7e9b1' }, given: ['execution_id'] },
    {
      question: 'the batches of a session',
      ask: { values: { session: 'session-81d0f4c2' } },
      index: 'SessionIdIndex',
      given: ['session_id'],
    },
    {
      question: 'the batches with a status, newest first',
      ask: { values: { status: 'running' } },
      given: ['status'],
      sort: 'started_at:desc',
    },
  ],
};
