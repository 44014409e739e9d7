import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoteOperand, splitOperand } from '../../../src/dynamo/model/operand';

test('a text is quoted if it would not be read as itself', () => {
  expect(['a', 'a b', 'a"b', '[1', '', ' a'].map(quoteOperand)).toEqual(['a', 'a b', 'a"b', '[1', '', ' a']);
  expect(['a,b', '"a"', '"a",b'].map(quoteOperand)).toEqual(['"a,b"', '"\\"a\\""', '"\\"a\\",b"']);
});

test('every text can be written as one value, and several as a list', () => {
  const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\\', ' ', '[', ']', '{', '}', '1', 'é') });
  const property = fc.property(text, fc.array(text, { minLength: 2 }), (one, several) => {
    expect(splitOperand(quoteOperand(one)).map((part) => part.text)).toEqual([one]);
    const list = several.map((each) => JSON.stringify(each)).join(', ');
    expect(splitOperand(list).map((part) => part.text)).toEqual(several);
  });
  fc.assert(property, { numRuns: 2000 });
});
