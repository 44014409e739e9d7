import type { TableDefinition } from '../dynamo/definition';
import { createdAt, list, map, number, openStatus, percent, text, time, updatedAt } from './attributes';
import { index } from './indexes';
import { active, bad, good, idle } from './statuses';

/**
 * A gateway that runs terminal automations ("ASTs") over batches of insurance policies.
 *
 * Not documented, so chosen here: the names of the indexes (EmailIndex, UserIdIndex, SessionIdIndex) and that they
 * project all attributes, the key and the attributes of the registry, and the statuses of sessions and executions.
 */
const USER_IDS = ['user-4f1c09', 'user-b7e25a', 'user-0d93f8', 'user-c6a41e'];
const SESSION_IDS = ['session-81d0f4c2', 'session-3ab97e50', 'session-f62c1d08', 'session-0e5b84a7'];
const AST_NAMES = ['policy-lookup', 'renewal-quote', 'address-change'];
const EXECUTION_IDS = [
  'execution-20c7e9b1',
  'execution-d84f0a63',
  'execution-57b1c2fe',
  'execution-9a3e60d5',
  'execution-e01d74b8',
];

const batchStatuses = [
  idle('pending', 'queued', 'waiting'),
  active('running', 'started', 'in_progress', 'in-progress'),
  good('completed', 'complete', 'success', 'succeeded', 'ok'),
  bad('failed', 'failure', 'error'),
];

const users: TableDefinition = {
  command: ['policy', 'users'],
  summary: 'users of the gateway',
  name: 'users',
  partitionKey: ['user_id'],
  indexes: [index('EmailIndex', 'email')],
  argument: 'user_id',
  columns: ['user_id', 'email', 'created_at'],
  attributes: {
    user_id: text('a user', { examples: USER_IDS }),
    email: text('e-mail address, as the user spelled it', {
      option: 'email',
      unique: true,
      examples: [
        'rosa@policies.example',
        'håkon@policies.example',
        'mei.lin@policies.example',
        'ops@policies.example',
      ],
    }),
    created_at: createdAt,
  },
  patterns: [
    { question: 'get a user by ID', example: ['user-4f1c09'], given: ['user_id'] },
    {
      question: 'find a user by e-mail',
      example: ['--email', 'rosa@policies.example'],
      index: 'EmailIndex',
      given: ['email'],
    },
  ],
};

const sessions: TableDefinition = {
  command: ['policy', 'sessions'],
  summary: 'gateway sessions, and which are idle',
  name: 'sessions',
  partitionKey: ['session_id'],
  indexes: [index('UserIdIndex', 'user_id')],
  argument: 'session_id',
  columns: ['session_id', 'user_id', 'status', 'created_at', 'last_activity'],
  attributes: {
    session_id: text('a session', { examples: SESSION_IDS }),
    user_id: text('user of the session', { option: 'user', examples: USER_IDS }),
    status: openStatus(
      'status of the session',
      [good('active', 'open'), idle('idle', 'inactive'), idle('closed', 'ended', 'expired')],
      { option: 'status' },
    ),
    created_at: createdAt,
    last_activity: time('when the session was last used'),
  },
  patterns: [
    { question: 'the sessions, the longest idle ones first', example: [], sort: 'last_activity' },
    { question: 'get a session by ID', example: ['session-81d0f4c2'], given: ['session_id'] },
    {
      question: 'the sessions of a user',
      example: ['--user', 'user-4f1c09'],
      index: 'UserIdIndex',
      given: ['user_id'],
    },
    { question: 'the sessions with a status', example: ['--status', 'idle'], given: ['status'] },
  ],
};

const registry: TableDefinition = {
  command: ['policy', 'registry'],
  summary: 'the automations that can be run',
  name: 'ast_registry',
  partitionKey: ['name'],
  argument: 'name',
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
    author: text('who wrote it', { examples: ['Rosa Peña', 'Håkon Ødegård'] }),
    parameters: map('the parameters it takes', {
      examples: ['{"host":{"type":"string"},"max_parallel":{"type":"number","default":5}}'],
    }),
    created_at: createdAt,
    updated_at: updatedAt,
  },
  patterns: [
    { question: 'the automations', example: [], sort: 'name' },
    { question: 'get an automation by name', example: ['policy-lookup'], given: ['name'] },
  ],
};

const batches: TableDefinition = {
  command: ['policy', 'executions'],
  summary: 'batches of policies and their progress',
  name: 'ast_executions',
  partitionKey: ['execution_id'],
  indexes: [index('SessionIdIndex', 'session_id')],
  argument: 'execution_id',
  display: {
    progress: 'progress',
    done: { completed: 'completed_items', total: 'total_items' },
    duration: { from: 'started_at', to: 'completed_at' },
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
    progress: percent('how much is done'),
    total_items: number('policies in the batch'),
    completed_items: number('policies that are done, be it well or not'),
    started_at: time('when the batch began'),
    completed_at: time('when it ended'),
    params: map('what the automation was given', {
      examples: [
        '{"host":"terminal-1.example","max_parallel":5}',
        '{"host":"terminal-2.example","dry_run":true}',
      ],
    }),
    result: map('what came out of the batch', { examples: ['{"succeeded":5,"failed":1}'] }),
  },
  patterns: [
    { question: 'get a batch by ID', example: ['execution-20c7e9b1'], given: ['execution_id'] },
    {
      question: 'the batches of a session',
      example: ['--session', 'session-81d0f4c2'],
      index: 'SessionIdIndex',
      given: ['session_id'],
    },
    {
      question: 'the batches with a status, newest first',
      example: ['--status', 'running'],
      given: ['status'],
      sort: 'started_at:desc',
    },
  ],
};

const results: TableDefinition = {
  command: ['policy', 'results'],
  summary: 'what became of each policy of a batch',
  name: 'policy_results',
  partitionKey: ['execution_id'],
  sortKey: ['policy_number'],
  display: {
    duration: { from: 'started_at', to: 'completed_at' },
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
    status: openStatus('what became of the policy', [
      good('success', 'succeeded', 'completed', 'ok'),
      bad('failed', 'failure', 'error'),
      idle('pending', 'waiting', 'queued'),
    ]),
    started_at: time('when the policy was begun'),
    completed_at: time('when it was done'),
    error: text('why it failed', {
      examples: [
        'Screen "POLICY INQUIRY" did not appear within 30 s',
        'Policy is locked by user HÅKON',
        'Field 14 (effective date) holds "00/00/0000"',
      ],
    }),
    screenshots: list('pictures of the terminal, in order', {
      examples: ['[]', '["s3://screens/ABC123DEF-1.png","s3://screens/ABC123DEF-2.png"]'],
    }),
  },
  patterns: [
    {
      question: 'the policies of a batch',
      example: ['--execution', 'execution-20c7e9b1'],
      given: ['execution_id'],
    },
    {
      question: 'what became of a policy in a batch',
      example: ['--execution', 'execution-20c7e9b1', '--policy', 'ABC123DEF'],
      given: ['execution_id', 'policy_number'],
    },
    {
      question: 'what became of a policy in any batch, newest first',
      example: ['--policy', 'ABC123DEF'],
      given: ['policy_number'],
      sort: 'started_at:desc',
    },
  ],
};

export const policy: readonly TableDefinition[] = [users, sessions, registry, batches, results];
