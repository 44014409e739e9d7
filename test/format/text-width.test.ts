import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { visible } from '../../src/format/terminal-safe';
import { breakWords, cutEnd, cutMiddle, displayWidth, graphemes } from '../../src/format/text-width';
import { anyText } from './arbitraries';

test.each([
  ['abc', 3],
  ['', 0],
  ['日本', 4],
  ['👍🏽', 2],
  ['👩‍💻', 2],
  ['🇩🇪', 2],
  ['e\u0301', 1],
  ['…', 1],
])('%s takes %i cells', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test('the fast path agrees with string-width', () => {
  for (let point = 0x20; point < 0x3000; point++) {
    const text = `a${visible(String.fromCodePoint(point))}`;
    expect([text, displayWidth(text)]).toEqual([text, stringWidth(text)]);
  }
});

test.each([
  ['abcdef', 6, 'abcdef'],
  ['abcdefg', 6, 'abcde…'],
  ['日本語テキスト', 6, '日本…'],
  ['👩‍💻👩‍💻👩‍💻', 4, '👩‍💻…'],
  ['abc', 1, '…'],
  ['abc', 0, ''],
])('%s in %i cells is %s', (text, width, cut) => {
  expect(cutEnd(text, width)).toBe(cut);
});

test('the middle is cut when the end matters', () => {
  expect(cutMiddle('arn:aws:states:execution:name:1234', 13)).toBe('arn:aw…e:1234');
  expect(cutMiddle('日本語テキスト1234', 8)).toBe('日本…234');
  expect(cutMiddle('abcdefgh', 5)).toBe('abcd…');
});

test('a cut text fits, and one that fits is not cut', () => {
  fc.assert(
    fc.property(anyText, fc.nat(40), (raw, width) => {
      const text = visible(raw);
      for (const cut of [cutEnd, cutMiddle]) {
        const out = cut(text, width);
        expect(displayWidth(out)).toBeLessThanOrEqual(width);
        if (displayWidth(text) <= width) expect(out).toBe(text);
        else if (width > 0) expect(out).toContain('…');
      }
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  ['a short one', 8, 'a short one'],
  ['https://api.example/v1/jobs', 12, 'https://api.\nexample/v1/\njobs'],
  ['xxxxxxxxxx yy', 4, 'xxxx\nxxxx\nxx yy'],
  ['日本語日本語', 5, '日本\n語日\n本語'],
])('%s is broken for %i cells', (text, width, broken) => {
  expect(breakWords(text, width)).toBe(broken);
});

test('broken words fit and lose nothing', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 2, max: 40 }), (raw, width) => {
      const text = visible(raw);
      const out = breakWords(text, width);
      expect(out.replaceAll('\n', '')).toBe(text);
      const widest = Math.max(width, ...graphemes(text).map(displayWidth));
      for (const word of out.split(/[ \n]/)) expect(displayWidth(word)).toBeLessThanOrEqual(widest);
    }),
    { numRuns: 1_000 },
  );
});
