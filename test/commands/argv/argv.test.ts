import { expect, test } from 'vitest';
import { normalizeArgv } from '../../../src/commands/argv/argv';

test.each([
  [
    ['--stats', 'executions'],
    ['--stats=text', 'executions'],
  ],
  [
    ['jobs', '--stats', 'job_1'],
    ['jobs', '--stats=text', 'job_1'],
  ],
  [
    ['--stats', 'json', 'jobs'],
    ['--stats', 'json', 'jobs'],
  ],
  [
    ['jobs', '--stats'],
    ['jobs', '--stats=text'],
  ],
  [['--stats=json'], ['--stats=json']],
  [
    ['help', 'fusion', 'users'],
    ['fusion', 'users', '--help'],
  ],
  [['help'], ['help']],
  [
    ['find', 'T', '--', '--stats'],
    ['find', 'T', '--', '--stats'],
  ],
])('%j', (argv, read) => {
  expect(normalizeArgv(argv)).toEqual(read);
});
