import { describe, expect, test } from 'vitest';
import { builtIn } from '../../src/commands/configuration/built-in';
import { parseText } from '../../src/config/document';
import { configurationOf } from '../../src/config/read-config';

const mistake = (text: string) => {
  try {
    return parseText(text).data;
  } catch (error) {
    const { message, line } = error as { message: string; line?: number };
    return `${line}: ${message}`;
  }
};

describe('aliases', () => {
  test('stand for the last anchor of their name before them', () => {
    const text = 'a: &x 1\nb: *x\nc: &x { d: 2 }\ne: *x\nf: &y\ng: *y';
    expect(parseText(text).data).toEqual({ a: 1, b: 1, c: { d: 2 }, e: { d: 2 }, f: null, g: null });
    expect(mistake('a: *x\nb: &x 1')).toBe('1: unknown anchor &x');
  });

  test('can be merged: what is there already takes precedence, and keeps its place', () => {
    const text =
      'a: &a { x: 1, y: 2, z: 3 }\nb: &b { x: 4, w: 5 }\nc: { z: 6, <<: [*a, *b], y: 7 }\nd: { <<: *b, x: 8 }';
    const { c, d } = parseText(text).data as Record<string, object>;
    expect(Object.entries(c ?? {})).toEqual(Object.entries({ z: 6, x: 1, y: 7, w: 5 }));
    expect(Object.entries(d ?? {})).toEqual(Object.entries({ x: 8, w: 5 }));
    expect(mistake('a: { "<<": 1, b: 2 }')).toEqual({ a: { '<<': 1, b: 2 } });
    expect(mistake('a: 1\nb: { <<: [{ c: 1 }, 2] }')).toBe('2: Merge sources must be maps or map aliases');
  });

  test('may repeat a mapping in a thousand places, but not expand to any amount of data', () => {
    const base = 'base: &b { a: 1, b: [1, 2, 3], c: { d: 1 } }\n';
    const many = (n: number) =>
      Array.from({ length: n }, (_, i) => `t${i}: { <<: *b, own: ${i} }`).join('\n');
    expect(Object.keys(parseText(base + many(1_000)).data as object)).toHaveLength(1_001);
    expect(mistake(base + many(20_000))).toBe('2: the aliases expand to too much data');
    const doubled = Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} { <<: [*a${i}, *a${i}] }`);
    expect(mistake(`a0: &a0 { x: 1 }\n${doubled.join('\n')}`)).toBe('2: the aliases expand to too much data');
  });

  test('cannot be inside of what they stand for', () => {
    expect(mistake('a: 1\nb: &b\n  c: [*b]')).toBe(
      '3: b.c: the aliases expand to too much data, as *b is inside the value it refers to',
    );
  });
});

/** Repeats a line until the text has this length. */
function repeated(length: number, line: (i: number) => string, separator = '\n'): string {
  const lines: string[] = [];
  for (let i = 0, size = 0; size < length; i++) {
    lines.push(line(i));
    size += (lines.at(-1)?.length ?? 0) + separator.length;
  }
  return lines.join(separator);
}

describe('large files are read in seconds', () => {
  const forms: Readonly<Record<string, string>> = {
    'anchors and their aliases': repeated(250_000, (i) => `k${i}: &a${i} x\nl${i}: *a${i}`),
    'aliases of one anchor': `b: &b [x]\n${repeated(250_000, (i) => `k${i}: *b`)}`,
    'a chain of anchors': `a0: &a0 [x]\n${repeated(250_000, (i) => `a${i + 1}: &a${i + 1} [*a${i}]`)}`,
    'merges in one mapping': `a: &a { x: 1 }\nb: { <<: [${repeated(250_000, () => '*a', ', ')}] }`,
    'names in one mapping': repeated(250_000, (i) => `k${i}: 1`),
    'mistakes in one mapping': `contexts:\n${repeated(250_000, (i) => `  c${i}: { regon: x }`)}`,
  };

  test.each(Object.entries(forms))('%s', (_, text) => {
    const began = performance.now();
    try {
      configurationOf(text, 'c.yaml', undefined, builtIn());
    } catch (error) {
      expect((error as Error).message).toMatch(/^c\.yaml:\d+: /);
    }
    // A quadratic step takes minutes: 80 KB of aliases took one.
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  test('80 KB of anchors and aliases are valid', () => {
    const text = repeated(80_000, (i) => `  k${i}: &a${i} v${i}\n  l${i}: *a${i}`);
    const { variables } = parseText(`variables:\n${text}`).data as { variables: Record<string, string> };
    expect(variables.l999).toBe('v999');
    expect(
      configurationOf(`variables:\n${text}`, 'c.yaml', undefined, builtIn()).catalog.length,
    ).toBeGreaterThan(1);
  });
});
