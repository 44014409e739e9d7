import { expect, test } from 'vitest';
import { fakeEndpoint } from '../helpers/fake-endpoint';
import { runMain } from '../helpers/run-main';

/** Returns the regions that the requests of a command line are signed for. */
async function regionsOf(words: readonly string[], env: Readonly<Record<string, string>>) {
  const regions = new Set<string>();
  const { url } = await fakeEndpoint((_operation, _input, { headers }) => {
    regions.add(/Credential=[^/]*\/\d+\/([\w-]+)\//.exec(headers.authorization ?? '')?.[1] ?? '');
    return { status: 400, body: { __type: 'ResourceNotFoundException', message: 'not here' } };
  });
  await runMain([...words, '--endpoint-url', url], { env });
  return [...regions];
}

test.each([
  'fusion users --limit 1',
  'find mfh-dev-users --limit 1',
  'tables mfh-dev-users',
  'init mfh-dev-users',
])('%s uses the region of the definition if nothing else sets one', async (line) => {
  expect(await regionsOf(line.split(' '), { AWS_REGION: '' })).toEqual(['us-west-2']);
  expect(await regionsOf(line.split(' '), { AWS_REGION: 'eu-north-1' })).toEqual(['eu-north-1']);
  expect(await regionsOf([...line.split(' '), '--region', 'sa-east-1'], {})).toEqual(['sa-east-1']);
});

test('a region in an ARN comes before that of the definition', async () => {
  const arn = 'arn:aws:dynamodb:eu-west-3:123456789012:table/mfh-dev-users';
  expect(await regionsOf(['find', arn], { AWS_REGION: '' })).toEqual(['eu-west-3']);
});
