import { CREATED_AND_UPDATED, createdAt, map, openStatus, text, time, updatedAt } from '../attributes';
import { index } from '../indexes';
import { bad, good, idle } from '../statuses';
import { accountId, COGNITO_SUBS, userId } from './ids';
import { table } from './table';

export const users = table('users', {
  command: ['fusion', 'users'],
  summary: 'people who can sign in',
  partitionKey: ['user_id'],
  indexes: [index('EmailIndex', 'email'), index('CognitoUserIdIndex', 'cognito_user_id')],
  argument: 'user_id',
  stream: 'NEW_AND_OLD_IMAGES',
  life: CREATED_AND_UPDATED,
  columns: ['user_id', 'email', 'name', 'company', 'status', 'current_account_id', 'last_login_at'],
  attributes: {
    user_id: userId('a user: user:{cognito-sub}'),
    cognito_user_id: text('the sub of the user in Cognito', {
      option: 'cognito-sub',
      unique: true,
      examples: COGNITO_SUBS,
    }),
    email: text('email address as entered by the user', {
      option: 'email',
      unique: true,
      examples: [
        'ada.lovelace@acme.example',
        'grace.hopper@globex.example',
        'zoe.mueller@initech.example',
        'taro.yamada@umbrella.example',
        'jose.nandu@hooli.example',
        'lukasz.zak@soylent.example',
        'anh.nguyen@stark.example',
        'olu.adebayo@wayne.example',
      ],
    }),
    name: text('full name', {
      examples: [
        'Ada Lovelace',
        'Grace Hopper',
        'Zoë Müller',
        '山田 太郎',
        'José Ñandú',
        'Łukasz Żak',
        'Nguyễn Thị Ánh',
        'Olú Adébáyò',
      ],
    }),
    phone_number: text('phone number with country code', {
      examples: ['+1 555 0100', '+44 20 7946 0958', '+49 30 5550142'],
    }),
    company: text('company as entered by the user', {
      examples: ['Acme', 'Globex', 'Initech', 'Umbrella', 'Hooli', 'Soylent', 'Stark', 'Wayne'],
    }),
    status: openStatus(
      'status of the user',
      [good('active'), idle('invited', 'pending'), bad('suspended', 'disabled')],
      { option: 'status' },
    ),
    current_account_id: accountId('account that the user works in'),
    created_at: createdAt,
    updated_at: updatedAt,
    last_login_at: time('when the user last signed in'),
  },
  patterns: [
    {
      question: 'get a user by ID',
      ask: { argument: 'user:3f6c1a52-8d0e-4b97-a1c4-2e5f90d7b683' },
      given: ['user_id'],
    },
    {
      question: 'find a user by email',
      ask: { values: { email: 'ada.lovelace@acme.example' } },
      index: 'EmailIndex',
      given: ['email'],
    },
    {
      question: 'find a user by Cognito sub',
      ask: { values: { 'cognito-sub': '3f6c1a52-8d0e-4b97-a1c4-2e5f90d7b683' } },
      index: 'CognitoUserIdIndex',
      given: ['cognito_user_id'],
    },
  ],
});

export const userAccounts = table('user-accounts', {
  command: ['fusion', 'user-accounts'],
  summary: 'memberships of users in accounts',
  partitionKey: ['user_id'],
  sortKey: ['account_id'],
  indexes: [index('AccountIdIndex', 'account_id')],
  life: { began: 'linked_at', updated: 'updated_at' },
  columns: ['user_id', 'account_id', 'role', 'status', 'linked_at', 'updated_at'],
  attributes: {
    user_id: userId('the member', { option: 'user' }),
    account_id: accountId('the account', { option: 'account' }),
    role: text('role of the member', { examples: ['owner', 'admin', 'member', 'viewer', 'billing'] }),
    status: openStatus(
      'status of the membership',
      [good('active'), idle('invited', 'pending'), bad('revoked')],
      { option: 'status' },
    ),
    permissions: map('what the member may do', {
      examples: [
        '{"can_manage_helpers":true,"can_execute_helpers":true}',
        '{"can_manage_helpers":false,"can_execute_helpers":true,"can_view_analytics":true}',
        '{"can_manage_helpers":false,"can_execute_helpers":false}',
      ],
    }),
    linked_at: time('when the user joined the account'),
    updated_at: updatedAt,
  },
  patterns: [
    {
      question: "list a user's accounts",
      ask: { values: { user: 'user:3f6c1a52-8d0e-4b97-a1c4-2e5f90d7b683' } },
      given: ['user_id'],
    },
    {
      question: "list an account's members",
      ask: { values: { account: 'account:5b1e7f20' } },
      index: 'AccountIdIndex',
      given: ['account_id'],
    },
    {
      question: 'get the membership of a user in an account',
      ask: { values: { user: 'user:3f6c1a52-8d0e-4b97-a1c4-2e5f90d7b683', account: 'account:5b1e7f20' } },
      given: ['user_id', 'account_id'],
    },
  ],
});
