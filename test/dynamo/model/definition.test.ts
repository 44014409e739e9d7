import { expect, test } from 'vitest';
import { shortForm } from '../../../src/dynamo/model/attribute-definition';

test.each([
  ['arn:aws:states:us-east-1:123456789012:execution:Agent:6a0f2d1b', '6a0f2d1b'],
  ['arn:aws:ecs:us-east-1:123456789012:task/cluster/1b7e9c30', '1b7e9c30'],
  ['s3://reports/2025:06', '06'],
  ['plain', 'plain'],
  ['ends:', 'ends:'],
  ['', ''],
])('the last part of %j is %j', (value, short) => {
  expect(shortForm({ short: 'last-part' }, value)).toBe(short);
  expect(shortForm({}, value)).toBe(value);
});
