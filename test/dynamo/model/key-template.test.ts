import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buildKey,
  decodeKey,
  forbiddenSeparator,
  parseTemplate,
} from '../../../src/dynamo/model/key-template';

const template = parseTemplate('TENANT#{tenant}#STATUS#{status}');

describe('a key template', () => {
  test('builds and decodes a key', () => {
    const key = buildKey(
      template,
      new Map([
        ['tenant', 'acme'],
        ['status', 'failure'],
      ]),
    );
    expect(key).toEqual({ text: 'TENANT#acme#STATUS#failure', whole: true, used: ['tenant', 'status'] });
    expect(decodeKey(template, key.text)).toEqual({ tenant: 'acme', status: 'failure' });
  });

  test('builds the longest known prefix', () => {
    expect(buildKey(template, new Map([['tenant', 'acme']])).text).toBe('TENANT#acme#STATUS#');
    expect(buildKey(template, new Map([['status', 'failure']])).text).toBe('TENANT#');
  });

  test('does not decode a key of another form', () => {
    expect(decodeKey(template, 'TENANT#acme')).toBeUndefined();
    expect(decodeKey(template, 'JOB#TENANT#acme#STATUS#x')).toBeUndefined();
  });

  test('finds the separator that would let a value pass for other parts of the key', () => {
    expect(forbiddenSeparator(template, 'a#STATUS#failure')).toBe('#');
    expect(forbiddenSeparator(template, 'acme-1_x.y')).toBeUndefined();
  });

  test('different values without separators give different keys', () => {
    const word = fc
      .string({ minLength: 1 })
      .filter((text) => forbiddenSeparator(template, text) === undefined);
    fc.assert(
      fc.property(word, word, (tenant, status) => {
        const key = buildKey(
          template,
          new Map([
            ['tenant', tenant],
            ['status', status],
          ]),
        ).text;
        expect(decodeKey(template, key)).toEqual({ tenant, status });
      }),
      { numRuns: 500 },
    );
  });
});
