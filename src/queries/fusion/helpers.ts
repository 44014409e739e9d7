import {
  CREATED_AND_UPDATED,
  createdAt,
  flag,
  map,
  number,
  openStatus,
  text,
  time,
  ttl,
  updatedAt,
} from '../attributes';
import { index } from '../indexes';
import { active, bad, good, idle } from '../statuses';
import { accountId, connectionId, helperId, keyId, userId } from './ids';
import { table } from './table';

export const helpers = table('helpers', {
  command: ['helpers'],
  aliases: [['fusion', 'helpers']],
  summary: 'helpers of an account',
  partitionKey: ['helper_id'],
  indexes: [index('AccountIdIndex', 'account_id')],
  argument: 'helper_id',
  life: CREATED_AND_UPDATED,
  columns: [
    'helper_id',
    'name',
    'helper_type',
    'category',
    'status',
    'enabled',
    'execution_count',
    'last_executed_at',
  ],
  attributes: {
    helper_id: helperId('a helper'),
    account_id: accountId('account that the helper belongs to', { option: 'account' }),
    created_by: userId('user who created the helper'),
    connection_id: connectionId('connection that the helper uses', { option: 'connection' }),
    name: text('name of the helper', {
      examples: [
        'Tag new customers',
        'Format phone numbers',
        'Score the lead',
        'Add a row to the sheet',
        'Tell the team',
        'Merge duplicates',
        '日付を整える',
      ],
    }),
    description: text('what the helper is for', {
      examples: [
        'Adds the tag "customer" after the first payment.',
        'Rewrites phone numbers as +1 555 0100.',
        'Adds points for opens, clicks and replies; takes them away after 30 quiet days.',
        'One row a contact, in the sheet of the month.',
        'Posts to #sales when a deal is won 🎉',
        'Keeps the older contact and moves over what the younger one knows.',
        'Schreibt Datumsangaben so, wie sie im Büro gelesen werden.',
      ],
    }),
    helper_type: text('the program that runs', {
      examples: [
        'tag_it',
        'phone_format',
        'score_it',
        'google_sheet_it',
        'slack_it',
        'merge_it',
        'date_calc',
      ],
    }),
    category: text('kind of helper', {
      examples: ['contacts', 'data', 'scoring', 'integration', 'notification', 'contacts', 'data'],
    }),
    status: openStatus(
      'status of the helper',
      [good('active'), idle('draft', 'paused', 'disabled'), bad('error', 'failed')],
      { option: 'status' },
    ),
    config: map('configuration of the helper', {
      examples: [
        '{"tag_ids":[101,205],"mode":"add"}',
        '{"field":"phone1","country":"US","strict":false}',
        '{"rules":[{"event":"open","points":1},{"event":"reply","points":5}],"decay":{"days":30,"points":-2}}',
      ],
    }),
    config_schema: map('JSON schema of config', {
      examples: ['{"type":"object","required":["mode"],"properties":{"mode":{"enum":["add","remove"]}}}'],
    }),
    enabled: flag('whether the helper runs when it is called'),
    execution_count: number('number of runs', { examples: ['0', '48210', '7', '1312', '96'] }),
    created_at: createdAt,
    updated_at: updatedAt,
    last_executed_at: time('when it last ran'),
  },
  patterns: [
    { question: 'get a helper by ID', ask: { argument: 'helper:2c8e41f0b7' }, given: ['helper_id'] },
    {
      question: "list an account's helpers",
      ask: { values: { account: 'account:5b1e7f20' } },
      index: 'AccountIdIndex',
      given: ['account_id'],
    },
  ],
});

export const helperExecutions = table('executions', {
  command: ['fusion', 'executions'],
  summary: 'runs of helpers',
  partitionKey: ['execution_id'],
  indexes: [
    index('AccountIdCreatedAtIndex', 'account_id', 'created_at'),
    index('HelperIdCreatedAtIndex', 'helper_id', 'created_at'),
  ],
  argument: 'execution_id',
  ttl: 'ttl',
  life: { began: 'created_at', ended: 'completed_at' },
  columns: [
    'execution_id',
    'helper_id',
    'status',
    'trigger_type',
    'duration_ms',
    'error_message',
    'created_at',
  ],
  attributes: {
    execution_id: text('one run of a helper', {
      examples: ['execution:b40d7c92e1', 'execution:05f8a3d6b7', 'execution:9e21c4f07a'],
    }),
    helper_id: helperId('the helper that ran', { option: 'helper' }),
    account_id: accountId('account that the helper belongs to', { option: 'account' }),
    user_id: userId('user for whom it ran', { option: 'user' }),
    api_key_id: keyId('API key used for the call'),
    connection_id: connectionId('connection that it used', { option: 'connection' }),
    contact_id: text('contact that it processed', { examples: ['48213', '7', '990127', '15501', '3102'] }),
    status: openStatus(
      'status of the run',
      [
        idle('pending', 'queued'),
        active('running', 'started', 'in_progress', 'in-progress'),
        good('completed', 'success', 'succeeded', 'ok'),
        bad('failed', 'failure', 'error'),
      ],
      { option: 'status' },
    ),
    trigger_type: text('what triggered the run', { examples: ['api', 'webhook', 'schedule', 'manual'] }),
    input: map('input of the helper', {
      examples: [
        '{"contact_id":"48213","goal":"won"}',
        '{"contact_id":"7","fields":{"phone1":"(555) 010-0199","name":"Zoë Müller"}}',
        '{"batch":[{"id":1},{"id":2},{"id":3}],"dry_run":true}',
      ],
    }),
    output: map('output of the helper', {
      examples: [
        '{"tags_added":[101,205]}',
        '{"changed":true,"phone1":"+15550100199"}',
        '{"score":42.5,"previous":37}',
      ],
    }),
    error_message: text('error message', {
      examples: [
        'Connection expired: the refresh token was revoked',
        'HTTP 429 from api.keap.example: quota of 1500 requests exceeded',
        'Contact 990127 not found',
        'config.mode: expected "add" or "remove", got undefined',
        'Timeout after 30000 ms\nwhile waiting for api.hubspot.example',
      ],
    }),
    created_at: time('when the run was requested', { always: true }),
    started_at: time('when it began'),
    completed_at: time('when it ended'),
    duration_ms: number('completed_at − started_at', { format: 'millis' }),
    ttl: ttl('when DynamoDB may delete the run'),
  },
  patterns: [
    { question: 'get a run by ID', ask: { argument: 'execution:b40d7c92e1' }, given: ['execution_id'] },
    {
      question: "list an account's executions, newest first",
      ask: { values: { account: 'account:5b1e7f20' }, since: '7d' },
      index: 'AccountIdCreatedAtIndex',
      given: ['account_id'],
    },
    {
      question: "list a helper's executions, newest first",
      ask: { values: { helper: 'helper:2c8e41f0b7' }, since: '7d' },
      index: 'HelperIdCreatedAtIndex',
      given: ['helper_id'],
    },
  ],
});
