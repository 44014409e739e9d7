import type { TableDefinition } from '../../dynamo/model/definition';
import { createdAt, openStatus, text, time } from '../attributes';
import { index } from '../indexes';
import { good, idle } from '../statuses';
import { SESSION_IDS, USER_IDS } from './ids';

export const users: TableDefinition = {
  command: ['policy', 'users'],
  summary: 'users of the gateway',
  name: 'users',
  partitionKey: ['user_id'],
  indexes: [index('EmailIndex', 'email')],
  argument: 'user_id',
  life: { began: 'created_at' },
  columns: ['user_id', 'email', 'created_at'],
  attributes: {
    user_id: text('a user', { examples: USER_IDS }),
    email: text('email address as entered by the user', {
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
    { question: 'get a user by ID', ask: { argument: 'user-4f1c09' }, given: ['user_id'] },
    {
      question: 'find a user by email',
      ask: { values: { email: 'rosa@policies.example' } },
      index: 'EmailIndex',
      given: ['email'],
    },
  ],
};

export const sessions: TableDefinition = {
  command: ['policy', 'sessions'],
  summary: 'gateway sessions and their status',
  name: 'sessions',
  partitionKey: ['session_id'],
  indexes: [index('UserIdIndex', 'user_id')],
  argument: 'session_id',
  life: { began: 'created_at', updated: 'last_activity' },
  ages: {
    idle: {
      of: 'last_activity',
      description: 'active sessions that have been silent for longer than this age: 15m 2h 3d',
      where: { status: 'active' },
    },
  },
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
    { question: 'the sessions, longest idle first', ask: {}, sort: 'last_activity' },
    { question: 'get a session by ID', ask: { argument: 'session-81d0f4c2' }, given: ['session_id'] },
    {
      question: 'the sessions of a user',
      ask: { values: { user: 'user-4f1c09' } },
      index: 'UserIdIndex',
      given: ['user_id'],
    },
    {
      question: 'the active sessions that have been silent for longer, longest first',
      ask: { values: { idle: '30m' } },
      given: ['idle'],
      sort: 'last_activity',
    },
    { question: 'the sessions with a status', ask: { values: { status: 'idle' } }, given: ['status'] },
  ],
};
