import {
  CREATED_AND_UPDATED,
  createdAt,
  map,
  number,
  openStatus,
  secret,
  text,
  time,
  updatedAt,
} from '../attributes';
import { index } from '../indexes';
import { active, bad, good, idle } from '../statuses';
import { accountId, authId, connectionId, platformId, userId } from './ids';
import { table } from './table';

const authType = text('how the account authenticates at the platform', {
  examples: ['oauth2', 'api_key', 'basic'],
});

export const connections = table('connections', {
  command: ['fusion', 'connections'],
  summary: 'connections of accounts to platforms',
  partitionKey: ['connection_id'],
  indexes: [index('AccountIdIndex', 'account_id')],
  argument: 'connection_id',
  life: CREATED_AND_UPDATED,
  columns: ['connection_id', 'account_id', 'platform_id', 'name', 'status', 'sync_status', 'last_synced_at'],
  attributes: {
    connection_id: connectionId('a connection'),
    account_id: accountId('account that is connected', { option: 'account' }),
    user_id: userId('user who connected it', { option: 'user' }),
    platform_id: platformId('platform it connects to'),
    name: text('name of the connection', { examples: ['main', 'Büro Wien', 'old CRM', 'sandbox', 'events'] }),
    status: openStatus(
      'status of the connection',
      [good('active', 'connected'), idle('disconnected', 'inactive'), bad('expired'), bad('error', 'failed')],
      { option: 'status' },
    ),
    auth_type: authType,
    auth_id: authId('auth that the connection uses', { unique: true }),
    external_user_id: text('user at the platform', { examples: ['u-20931', 'u-77', 'u-408155', 'u-5'] }),
    external_app_id: text('app at the platform', { examples: ['ab123', 'xy904', 'qq777'] }),
    created_at: createdAt,
    last_connected: time('when the platform last responded'),
    last_synced_at: time('when records were last fetched'),
    updated_at: updatedAt,
    sync_status: openStatus('status of the last sync', [
      active('syncing', 'running'),
      good('synced', 'completed'),
      bad('failed', 'error'),
    ]),
    sync_record_counts: map('records by kind', {
      examples: ['{"contacts":48213,"tags":96}', '{"contacts":12,"tags":0,"companies":4}', '{}'],
    }),
  },
  patterns: [
    {
      question: 'get a connection by ID',
      ask: { argument: 'connection:7d20c4e9' },
      given: ['connection_id'],
    },
    {
      question: "list an account's connections",
      ask: { values: { account: 'account:5b1e7f20' } },
      index: 'AccountIdIndex',
      given: ['account_id'],
    },
  ],
});

export const auths = table('platform-connection-auths', {
  command: ['fusion', 'auths'],
  summary: 'credentials of connections, secrets hidden',
  partitionKey: ['auth_id'],
  indexes: [index('ConnectionIdIndex', 'connection_id')],
  argument: 'auth_id',
  life: CREATED_AND_UPDATED,
  columns: [
    'auth_id',
    'connection_id',
    'platform_id',
    'auth_type',
    'status',
    'expires_at',
    'refresh_attempts',
  ],
  attributes: {
    auth_id: authId('an auth'),
    connection_id: connectionId('connection that uses the auth', { option: 'connection', unique: true }),
    account_id: accountId('account that is connected', { option: 'account' }),
    user_id: userId('user who connected it', { option: 'user' }),
    platform_id: platformId('platform it connects to'),
    auth_type: authType,
    status: openStatus(
      'status of the auth',
      [good('active', 'valid'), bad('expired'), bad('revoked', 'invalid'), active('refreshing')],
      { option: 'status' },
    ),
    version: number('number of refreshes', { examples: ['1', '14', '3', '207'] }),
    access_token: secret('access token', { unique: true, examples: ['at-9Qm2xV7bL0aKc4uN'] }),
    refresh_token: secret('refresh token', { unique: true, examples: ['rt-5Yh3eTw8d2RfZs1P'] }),
    token_type: text('type of the access token', { examples: ['Bearer'] }),
    api_key: secret('API key at the platform', { unique: true, examples: ['ak-1f0c7e3b8a'] }),
    api_secret: secret('secret of that API key', { unique: true, examples: ['as-c07b6d15e9f4a28d'] }),
    created_at: createdAt,
    updated_at: updatedAt,
    last_used_at: time('when a helper last used it'),
    expires_at: time('when the access token expires'),
    refresh_attempts: number('failed refreshes in a row', { examples: ['0', '0', '1', '0', '5'] }),
  },
  patterns: [
    { question: 'get an auth by ID', ask: { argument: 'auth:0f4d92b6' }, given: ['auth_id'] },
    {
      question: 'find the auth of a connection',
      ask: { values: { connection: 'connection:7d20c4e9' } },
      index: 'ConnectionIdIndex',
      given: ['connection_id'],
    },
  ],
});
