import {
  CREATED_AND_UPDATED,
  createdAt,
  list,
  map,
  openStatus,
  text,
  time,
  ttl,
  updatedAt,
  words,
} from '../attributes';
import { index } from '../indexes';
import { bad, good, idle } from '../statuses';
import { accountId, platformId, userId } from './ids';
import { table } from './table';

/** The types of `version`, `test_endpoints` and `capabilities` are not documented and assumed here. */
export const platforms = table('platforms', {
  command: ['fusion', 'platforms'],
  summary: 'third-party services that can be connected',
  partitionKey: ['platform_id'],
  indexes: [index('SlugIndex', 'slug')],
  argument: 'platform_id',
  life: CREATED_AND_UPDATED,
  columns: ['platform_id', 'name', 'slug', 'category', 'status', 'version', 'updated_at'],
  attributes: {
    platform_id: platformId('a platform'),
    name: text('name of the platform', {
      unique: true,
      examples: ['Keap', 'HubSpot', 'Slack', 'Google Sheets', 'Stripe', 'Zoom'],
    }),
    slug: text('short name, as in a URL', {
      option: 'slug',
      unique: true,
      examples: ['keap', 'hubspot', 'slack', 'google-sheets', 'stripe', 'zoom'],
    }),
    category: text('kind of platform', {
      examples: ['crm', 'crm', 'communication', 'productivity', 'payment', 'communication'],
    }),
    description: text('what the platform does', {
      examples: [
        'CRM and e-mail automation for small businesses',
        'CRM, marketing and service in one place',
        'Messages for teams',
        'Spreadsheets in the browser',
        'Payments, invoices and subscriptions',
        'Meetings and webinars',
      ],
    }),
    status: openStatus(
      'status of the platform',
      [good('active'), idle('beta'), bad('deprecated', 'disabled')],
      { option: 'status' },
    ),
    version: text('version of its API', { examples: ['v2', 'v3', '2024-06-20', 'v1'] }),
    logo_url: text('logo image', { examples: ['https://cdn.fusion.example/logo.svg'] }),
    documentation_url: text('documentation of its API', {
      examples: ['https://developer.platform.example/docs'],
    }),
    oauth: map('OAuth settings for sign-in', {
      examples: [
        '{"authorize_url":"https://platform.example/oauth/authorize","scopes":["full"],"pkce":true}',
      ],
    }),
    api_config: map('settings for calls to its API', {
      examples: [
        '{"base_url":"https://api.platform.example","rate_limit":{"requests":1500,"per_seconds":60}}',
      ],
    }),
    test_endpoints: list('requests that test a connection', {
      examples: ['[{"method":"GET","path":"/v2/me"},{"method":"GET","path":"/v2/contacts?limit=1"}]'],
    }),
    capabilities: words('capabilities available to helpers', {
      examples: ['["contacts","tags"]', '["messages"]', '["contacts","deals","webhooks"]'],
    }),
    created_at: createdAt,
    updated_at: updatedAt,
  },
  patterns: [
    { question: 'get a platform by ID', ask: { argument: 'platform:keap' }, given: ['platform_id'] },
    {
      question: 'find a platform by slug',
      ask: { values: { slug: 'keap' } },
      index: 'SlugIndex',
      given: ['slug'],
    },
  ],
});

export const oauthStates = table('oauth-states', {
  command: ['fusion', 'oauth-states'],
  summary: 'OAuth sign-ins in progress',
  partitionKey: ['state'],
  argument: 'state',
  ttl: 'ttl',
  life: { began: 'created_at' },
  columns: ['state', 'user_id', 'account_id', 'platform_id', 'redirect_uri', 'created_at', 'expires_at'],
  attributes: {
    state: text('the state parameter of the OAuth request, called state_id in code', {
      examples: ['st-8d4f1b7c02e6a953', 'st-02c9e7a5d8f1b364', 'st-b6a0f3d95c7e1824'],
    }),
    user_id: userId('user who signs in', { option: 'user' }),
    account_id: accountId('account that will be connected', { option: 'account' }),
    platform_id: platformId('platform that the user signs in to'),
    redirect_uri: text('where the platform redirects the user', {
      examples: ['https://app.fusion.example/oauth/callback', 'http://localhost:3000/oauth/callback'],
    }),
    metadata: map('data for the app after the sign-in', {
      examples: ['{"return_to":"/connections"}', '{"return_to":"/helpers/new","reconnect":true}'],
    }),
    created_at: createdAt,
    expires_at: time('when the sign-in expires'),
    ttl: ttl('when DynamoDB may delete the state'),
  },
  patterns: [{ question: 'get a state', ask: { argument: 'st-8d4f1b7c02e6a953' }, given: ['state'] }],
});
