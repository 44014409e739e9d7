import { describe, expect, test } from 'vitest';
import { formOf, SkeletonReader, separatorOf } from '../../src/init/skeleton';

const forms = (keys: readonly string[]) => {
  const reader = new SkeletonReader(keys, separatorOf(keys) ?? '#');
  return [...new Set(keys.map((key) => formOf(reader.read(key))))];
};
const many = (make: (i: number) => string) => Array.from({ length: 30 }, (_, i) => make(i));

describe('the form of keys', () => {
  const cases: [string, readonly string[], readonly string[]][] = [
    [
      'labels and values',
      ['TENANT#acme#STATUS#failure', 'TENANT#globex#STATUS#SUCCESS'],
      ['TENANT#{}#STATUS#{}'],
    ],
    [
      'several kinds',
      ['USER#1', 'ORDER#7', 'PROFILE', 'ORG#x#USER#1'],
      ['USER#{}', 'ORDER#{}', 'PROFILE', 'ORG#{}#USER#{}'],
    ],
    ['small letters', many((i) => `user#${i}`), ['user#{}']],
    [
      'small letters throughout',
      many((i) => `tenant#t${i}#status#${i % 2 ? 'ok' : 'failed'}`),
      ['tenant#{}#status#{}'],
    ],
    ['no label', many((i) => `name${i}#2025`), ['{}#{}']],
    [
      'names that look like labels',
      many((i) => `${'abcdefghijklmnopqrstuvwxyz'[i % 26]}x#ORDER#${i}`),
      ['{}#ORDER#{}'],
    ],
    ['a time before a label', many((i) => `2025-06-${10 + (i % 20)}T00:00:00Z#EVENT#${i}`), ['{}#EVENT#{}']],
    ['a label at the end', ['ACCOUNT#', 'ACCOUNT#'], ['ACCOUNT#']],
    ['a value that is empty', ['USER#', 'USER#1'], ['USER#', 'USER#{}']],
    ['colons', many((i) => `user:${i}`), ['user:{}']],
    ['double colons', many((i) => `user::a:${i}`), ['user::{}']],
    ['pipes', ['A|1|B|2', 'A|2|B|3'], ['A|{}|B|{}']],
    ['one word for each item', many((i) => `key${i}`), ['{}']],
    ['plain words', many((i) => `${'abcdefghijklmnopqrstuvwxyz'[i % 26]}word`), ['{}']],
  ];
  test.each(cases)('%s', (_, keys, expected) => {
    expect(forms(keys)).toEqual(expected);
  });
});

test('the variable parts are returned', () => {
  const keys = ['TENANT#acme#STATUS#failure', 'TENANT#b#STATUS#c'];
  expect(new SkeletonReader(keys, '#').read('TENANT#acme#STATUS#failure')).toEqual({
    literals: ['TENANT#', '#STATUS#', ''],
    values: ['acme', 'failure'],
  });
});

test('keys that are not composed have no separator', () => {
  expect(separatorOf(['a', 'b'])).toBeUndefined();
  expect(separatorOf(['2025-06-16T21:19:33Z', '10:30'])).toBeUndefined();
  expect(separatorOf([])).toBeUndefined();
});
