import { expect, test } from 'vitest';
import type { AttributeFormat } from '../../../src/dynamo/model/attribute-definition';
import { readableNumber } from '../../../src/format/table/cells';

test.each<[AttributeFormat | undefined, string, string | undefined]>([
  ['seconds', '83', '1m 23s'],
  ['millis', '1E+3', '1s'],
  ['bytes', '2048', '2 kB'],
  ['percent', '55.55', '55.6%'],
  ['epoch-seconds', '1750108800', undefined],
  [undefined, '83', undefined],
  ['seconds', 'NaN', undefined],
  ['seconds', '', undefined],
  ['bytes', '1E+400', undefined],
])('%s %s reads %s', (format, text, expected) => {
  expect(readableNumber(format, text)).toBe(expected);
});
