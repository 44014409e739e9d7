import { expect, test } from 'vitest';
import { askWords } from '../../../src/commands/argv/command-line';
import { readAsk } from '../../../src/commands/lookup/read-ask';
import type { PatternAsk } from '../../../src/dynamo/model/definition';
import { findTable } from '../../../src/dynamo/model/definition';
import { CATALOG } from '../../../src/queries/registry';

test('an example as a command line keeps every part of a question', () => {
  const table = findTable('executions', CATALOG);
  if (!table) throw new Error('no executions');
  const ask: Required<PatternAsk> = {
    argument: '5d1f0c7e',
    values: { tenant: 'acme', status: 'failure' },
    since: '2h',
    until: '1h',
    where: ['timeout>300', 'errors?'],
    not: ['job_id=nightly'],
    order: 'asc',
    sort: 'status,-created_at',
    limit: 3,
    columns: ['status', 'created_at'],
    count: true,
    index: 'GSI1',
    consistent: true,
  };
  expect(readAsk(table, askWords(ask, []))).toEqual(ask);
  expect(readAsk(table, ['--tenant', 'acme', '--limit', 'all'])).toEqual({ values: { tenant: 'acme' } });
});
