import {
  CREATED_AND_UPDATED,
  createdAt,
  map,
  openStatus,
  secret,
  text,
  time,
  updatedAt,
  words,
} from '../attributes';
import { index } from '../indexes';
import { bad, good, idle } from '../statuses';
import { accountId, keyId, userId } from './ids';
import { table } from './table';

export const accounts = table('accounts', {
  command: ['fusion', 'accounts'],
  summary: 'accounts, their plans and their usage',
  partitionKey: ['account_id'],
  indexes: [index('OwnerUserIdIndex', 'owner_user_id')],
  argument: 'account_id',
  stream: 'NEW_AND_OLD_IMAGES',
  life: CREATED_AND_UPDATED,
  columns: ['account_id', 'name', 'company', 'plan', 'status', 'owner_user_id', 'created_at'],
  attributes: {
    account_id: accountId('an account'),
    owner_user_id: userId('user who owns the account', { option: 'owner' }),
    created_by_user_id: userId('user who created the account'),
    name: text('name of the account', {
      examples: [
        'Acme Marketing',
        'Globex Sales',
        'Initech',
        'Umbrella Research',
        'Hooli Ops',
        'Soylent Grün',
        'Stark',
        'Wayne',
      ],
    }),
    company: text('company that owns the account', {
      examples: ['Acme', 'Globex', 'Initech', 'Umbrella', 'Hooli', 'Soylent', 'Stark', 'Wayne'],
    }),
    plan: text('subscription plan', { examples: ['pro', 'free', 'business'] }),
    status: openStatus(
      'status of the account',
      [good('active'), idle('trial', 'trialing'), bad('suspended'), idle('cancelled', 'canceled')],
      { option: 'status' },
    ),
    stripe_customer_id: text('customer in Stripe', {
      unique: true,
      examples: ['cus_Q1x7Vb0aLm', 'cus_R8d2Kc4uNz', 'cus_S5f9Yh3eTw'],
    }),
    settings: map('plan limits and owner preferences', {
      examples: [
        '{"max_helpers":50,"max_connections":10,"timezone":"Europe/Berlin"}',
        '{"max_helpers":5,"max_connections":2,"notifications":{"email":true,"slack":null}}',
      ],
    }),
    usage: map('usage of the limits', {
      examples: [
        '{"helpers":12,"connections":3,"executions_this_month":48210}',
        '{"helpers":1,"connections":1,"executions_this_month":7,"average_ms":312.75}',
        '{"helpers":5,"connections":2,"executions_this_month":9007199254740991}',
      ],
    }),
    created_at: createdAt,
    updated_at: updatedAt,
  },
  patterns: [
    { question: 'get an account by ID', ask: { argument: 'account:5b1e7f20' }, given: ['account_id'] },
    {
      question: 'list the accounts that a user owns',
      ask: { values: { owner: 'user:3f6c1a52-8d0e-4b97-a1c4-2e5f90d7b683' } },
      index: 'OwnerUserIdIndex',
      given: ['owner_user_id'],
    },
  ],
});

/** The type of `permissions` is not documented; a set of strings is assumed. */
export const apiKeys = table('api-keys', {
  command: ['fusion', 'api-keys'],
  summary: 'API keys of accounts',
  partitionKey: ['key_id'],
  indexes: [index('AccountIdIndex', 'account_id'), index('KeyHashIndex', 'key_hash')],
  argument: 'key_id',
  life: { began: 'created_at' },
  columns: ['key_id', 'account_id', 'name', 'key_prefix', 'status', 'last_used_at', 'expires_at'],
  attributes: {
    key_id: keyId('an API key'),
    account_id: accountId('account that the key acts for', { option: 'account' }),
    created_by: userId('user who created the key'),
    name: text('name of the key', { examples: ['CI', 'Zapier', 'nightly export', 'Büro Wien', 'laptop'] }),
    key_hash: secret('hash of the key', {
      option: 'hash',
      unique: true,
      examples: [
        '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752',
        'fd61a03af4f77d870fc21e05e7e80678095c92d808cfb3b5c279ee04c74aca13',
      ],
    }),
    key_prefix: text('first characters of the key, to identify it', {
      examples: ['mfh_live_7Qd2', 'mfh_live_x0Rb', 'mfh_test_L4se'],
    }),
    permissions: words('what the key may do', {
      examples: ['["helpers:execute","helpers:read"]', '["*"]', '["executions:read"]'],
    }),
    status: openStatus('status of the key', [good('active'), bad('revoked'), idle('expired')], {
      option: 'status',
    }),
    created_at: createdAt,
    last_used_at: time('when the key was last used'),
    expires_at: time('when the key expires'),
  },
  patterns: [
    { question: 'get an API key by ID', ask: { argument: 'key:44c0e1d9' }, given: ['key_id'] },
    {
      question: "list an account's API keys",
      ask: { values: { account: 'account:5b1e7f20' } },
      index: 'AccountIdIndex',
      given: ['account_id'],
    },
    {
      question: 'look up an API key by hash',
      ask: { values: { hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' } },
      index: 'KeyHashIndex',
      given: ['key_hash'],
    },
  ],
});
