import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indentJson } from '../../../src/format/json/indent';

test('indents JSON as JSON.stringify does', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(indentJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
    }),
    { numRuns: 1_000 },
  );
});

test('keeps the text of numbers', () => {
  expect(indentJson('{"n":[1.0,-0,1E+2,12345678901234567890]}')).toBe(
    '{\n  "n": [\n    1.0,\n    -0,\n    1E+2,\n    12345678901234567890\n  ]\n}',
  );
});

test('adds a margin before every line', () => {
  expect(indentJson('{"a":{}}', '    ')).toBe('    {\n      "a": {}\n    }');
});

test('handles megabytes of text', () => {
  for (const text of ['x'.repeat(8_000_000), '"\\'.repeat(2_000_000), '[{,:'.repeat(1_000_000)]) {
    expect(indentJson(JSON.stringify([text])) === JSON.stringify([text], null, 2)).toBe(true);
  }
});
