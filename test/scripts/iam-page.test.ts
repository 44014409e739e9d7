import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { iamPage, OPERATIONS } from '../../scripts/iam-page';

const ROOT = join(import.meta.dirname, '../..');
const source = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

test('docs/iam.md is up to date (vitest run --update test/scripts/iam-page.test.ts writes it)', async () => {
  await expect(iamPage()).toMatchFileSnapshot('../../docs/iam.md');
});

describe('lookups never write', () => {
  const [, union = ''] = /export type Operation =([^;]+);/.exec(source('src/dynamo/transport.ts')) ?? [];
  const operations = sorted([...union.matchAll(/'(\w+)'/g)].map((match) => match[1] ?? ''));

  test('the operations are those in the source, and all of them read', () => {
    expect(sorted(OPERATIONS)).toEqual(operations);
    expect(operations.length).toBeGreaterThan(5);
    for (const operation of operations) expect(operation).toMatch(/^(Get|BatchGet|Query|Scan|Describe|List)/);
  });

  test('the client cannot send any other', () => {
    const used = source('src/dynamo/client/connect.ts').matchAll(/(\w+)Command\b/g);
    const names = [...used].map((match) => match[1] ?? '').filter((name) => name !== '');
    expect(sorted(names)).toEqual(operations);
  });

  test('nothing else connects to DynamoDB, except to fill a local engine', () => {
    const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
    const connecting = files
      .filter((file) => file.endsWith('.ts'))
      .filter((file) =>
        /^import (?!type)[^;]*@aws-sdk\/(client|lib)-dynamodb/m.test(source(join('src', file))),
      );
    expect(connecting.sort()).toEqual(['dynamo/client/connect.ts', 'local/seed.ts', 'local/setup.ts']);
    // Its dummy credentials make sure that it can't write to AWS.
    const engine = /engineClient[\s\S]*?\n}/.exec(source('src/local/setup.ts'))?.[0];
    expect(engine).toContain("credentials: { accessKeyId: 'local', secretAccessKey: 'local' }");
  });
});
