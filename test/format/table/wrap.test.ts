import { Chalk } from 'chalk';
import { expect, test } from 'vitest';
import { labelled } from '../../../src/format/table/wrap';

const prose = 'ConnectionError: the pool of api.example is empty, and stays so however long one waits';

test('text that fits is next to its label', () => {
  expect(labelled('errors', 'none', 10, 40)).toBe('errors    none');
  expect(labelled('errors', '', 10, 40)).toBe('errors    ');
});

test('long text breaks between words and continues below', () => {
  const lines = labelled('errors', prose, 10, 40).split('\n');
  expect(lines[0]).toBe('errors    ConnectionError: the pool of');
  expect(lines.slice(1).every((line) => line.startsWith(' '.repeat(10)) && line.length <= 40)).toBe(true);
  expect(lines.map((line) => line.slice(10)).join(' ')).toBe(prose);
});

test('a word that is too long is not split, so that it can be copied', () => {
  const arn = `arn:aws:states:us-east-1:123456789012:execution:${'x'.repeat(60)}`;
  expect(labelled('arn', arn, 10, 40)).toBe(`arn       ${arn}`);
  expect(labelled('text', `it was ${arn} again`, 10, 40)).toContain(arn);
});

test('indented lines keep their indentation', () => {
  const json = `{\n  "a": 1,\n  "b": "${'y'.repeat(50)}"\n}`;
  expect(
    labelled('json', json, 6, 40)
      .split('\n')
      .map((line) => line.slice(6))
      .join('\n'),
  ).toBe(json);
});

test('the width of wide characters and colors is measured in cells', () => {
  const lines = labelled(new Chalk({ level: 1 }).bold('名前'), '日本語 '.repeat(20).trim(), 6, 30).split(
    '\n',
  );
  expect(lines.length).toBeGreaterThan(4);
  expect(lines[1]).toBe(`${' '.repeat(6)}日本語 日本語 日本語`);
});

test('very long text is fast', () => {
  const long = 'lorem ipsum '.repeat(30_000);
  expect(labelled('long', long, 6, 40)).toBe(`long  ${long}`);
});

test('loses nothing when a character is narrower than the layout believes', () => {
  const word = `${'a'.repeat(40)}${'\u0897'.repeat(3)}\u{1f210}`;
  expect(labelled('names', `the ${word}`, 10, 30).replace(/\s/g, '')).toBe(`namesthe${word}`);
});
