import { Chalk } from 'chalk';
import { expect, test } from 'vitest';
import { labelled, labelledProse, wrapped } from '../../../src/format/table/wrap';

const prose = 'ConnectionError: the pool of api.example is empty, and stays so however long one waits';

const beside = (label: string, text: string, margin: number, width: number) =>
  labelled({ text: label }, { text }, margin, width, false);

test('text that fits is next to its label', () => {
  expect(beside('errors', 'none', 10, 40)).toBe('errors    none');
  expect(beside('errors', '', 10, 40)).toBe('errors');
});

test('long text breaks between words and continues below', () => {
  const lines = beside('errors', prose, 10, 40).split('\n');
  expect(lines[0]).toBe('errors    ConnectionError: the pool of');
  expect(lines.slice(1).every((line) => line.startsWith(' '.repeat(10)) && line.length <= 40)).toBe(true);
  expect(lines.map((line) => line.slice(10)).join(' ')).toBe(prose);
});

test('a word that is too long is not split, so that it can be copied', () => {
  const arn = `arn:aws:states:us-east-1:123456789012:execution:${'x'.repeat(60)}`;
  expect(beside('arn', arn, 10, 40)).toBe(`arn       ${arn}`);
  expect(beside('text', `it was ${arn} again`, 10, 40)).toContain(arn);
});

test('it has a line of its own if it fits there', () => {
  const id = '4550e1d9-8f2a-3745-1dab-b4b1d0e0e212';
  expect(beside('execution_id', id, 14, 40)).toBe(`execution_id\n  ${id}`);
  expect(beside('  execution_id', id, 16, 40)).toBe(`  execution_id\n    ${id}`);
  expect(beside('execution_id', id, 14, 36)).toBe(`execution_id\n${id}`);
});

test('long words of prose are broken, and the middle of long prose is left out', () => {
  const out = labelledProse({ text: 'errors' }, { text: `${prose} ${'x'.repeat(400)} end` }, 8, {
    width: 30,
    lines: 4,
    color: false,
  });
  const lines = out.split('\n');
  expect(lines.length).toBeLessThanOrEqual(6);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(30);
  expect(out).toMatch(/^errors {2}ConnectionError: the\n/);
  expect(out).toContain('…');
  expect(out).toMatch(/ end$/);
});

test('indented lines keep their indentation', () => {
  const json = `{\n  "a": 1,\n  "b": "${'y'.repeat(50)}"\n}`;
  expect(
    beside('json', json, 6, 40)
      .split('\n')
      .map((line) => line.slice(6))
      .join('\n'),
  ).toBe(json);
});

test('the width of wide characters is measured in cells', () => {
  const lines = beside('名前', '日本語 '.repeat(20).trim(), 6, 30).split('\n');
  expect(lines.length).toBeGreaterThan(4);
  expect(lines[1]).toBe(`${' '.repeat(6)}日本語 日本語 日本語`);
});

test('each line has its color', () => {
  const { red } = new Chalk({ level: 1 });
  const out = wrapped([{ text: 'status ' }, { text: 'not so good', style: 'bad' }], 14, true);
  expect(out).toBe(`status ${red('not')} ${red('so')}\n${red('good')}`);
});

test('what must stay on one line does', () => {
  const texts = [
    { text: 'batch' },
    { text: '  ' },
    { text: '█████  56%', whole: true },
    { text: '  ' },
    { text: 'end' },
  ];
  expect(wrapped(texts, 14, false)).toBe('batch\n█████  56%\nend');
});

test('very long text is fast', () => {
  const long = 'lorem ipsum '.repeat(30_000);
  expect(beside('long', long, 6, 40)).toBe(`long  ${long}`);
});

test('loses nothing when a character has another width than the library believes', () => {
  const word = `${'a'.repeat(40)}${'\u0897'.repeat(3)}\u{1f210}`;
  expect(beside('names', `the ${word}`, 10, 30).replace(/\s/g, '')).toBe(`namesthe${word}`);
  expect(beside('family', '👩‍👩‍👧‍👦 👩‍👩‍👧‍👦 👩‍👩‍👧‍👦 👩‍👩‍👧‍👦 👩‍👩‍👧‍👦 👩‍👩‍👧‍👦 👩‍👩‍👧‍👦', 8, 24)).toBe(
    'family  👩‍👩‍👧‍👦 👩‍👩‍👧‍👦 👩‍👩‍👧‍👦 👩‍👩‍👧‍👦 👩‍👩‍👧‍👦\n        👩‍👩‍👧‍👦 👩‍👩‍👧‍👦',
  );
});
