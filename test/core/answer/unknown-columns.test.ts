import { expect, test } from 'vitest';
import { fakeEndpoint } from '../../helpers/fake-endpoint';
import { runMain } from '../../helpers/run-main';

const ITEMS = [
  { id: { S: 'one' }, mood: { S: 'fine' }, 'first.name': { S: 'Ada' }, 'a,b': { M: { 'c.d': { N: '7' } } } },
  { id: { S: 'two' }, rare: { BOOL: true } },
];

async function ask(words: readonly string[], items: readonly object[] = ITEMS) {
  const KeySchema = [{ AttributeName: 'id', KeyType: 'HASH' }];
  const { url } = await fakeEndpoint((operation) => ({
    body:
      operation === 'DescribeTable'
        ? { Table: { KeySchema, AttributeDefinitions: [] } }
        : { Items: items, Count: items.length },
  }));
  const question = ['executions', '--tenant', 'acme', '--status', 'success', '--endpoint-url', url];
  return runMain([...question, '-o', 'ndjson', ...words]);
}

test.each([
  ['moood', 'No item in the result has an attribute moood. Did you mean mood?\n'],
  ['id,stauts', 'No item in the result has an attribute stauts. Did you mean status?\n'],
  [
    'id,xyzzy,mooood',
    'No item in the result has an attribute xyzzy.\nNo item in the result has an attribute mooood. Did you mean mood?\n',
  ],
  ['mood.nothing', 'No item in the result has an attribute mood.nothing.'],
])('reports a column that no item has: %s', async (columns, message) => {
  const { code, stderr, stdout } = await ask(['--columns', columns]);
  expect({ code, lines: stdout.split('\n').length }).toEqual({ code: 0, lines: 3 });
  expect(stderr).toContain(message);
});

test.each([
  ['a column that some item has', ['--columns', 'id,rare,mood'], ITEMS],
  ['a column in the definition', ['--columns', 'errors'], ITEMS],
  ['all columns', ['--columns', 'all'], ITEMS],
  ['no columns', [], ITEMS],
  ['no items', ['--columns', 'nothing'], []],
  ['--quiet', ['--columns', 'nothing', '--quiet'], ITEMS],
])('reports nothing for %s', async (_, words, items) => {
  expect((await ask(words, items)).stderr).toBe('');
});

test('names with dots and commas can be quoted', async () => {
  const { stdout, stderr } = await ask(['--columns', '"first.name","a,b"."c.d",id', '--limit', '1']);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({ 'first.name': 'Ada', '"a,b"."c.d"': 7, id: 'one' });
  const sorted = await ask(['--sort', '"first.name":desc', '--columns', 'id']);
  expect(sorted).toMatchObject({ code: 0, stdout: '{"id":"one"}\n{"id":"two"}\n' });
});
