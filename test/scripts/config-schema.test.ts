import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { configSchema } from '../../scripts/config-schema';

const examples = join(import.meta.dirname, '../../examples');

test('the published schema is up to date (vitest run --update test/scripts/config-schema.test.ts writes it)', async () => {
  await expect(configSchema()).toMatchFileSnapshot('../../schema/ddbdbg.config.schema.json');
});

test('the schema accepts and rejects what the program accepts and rejects', () => {
  const schema = z.fromJSONSchema(JSON.parse(configSchema()));
  for (const file of readdirSync(examples))
    expect([file, schema.safeParse(parse(readFileSync(join(examples, file), 'utf8'))).error]).toEqual([
      file,
      undefined,
    ]);
  for (const wrong of [
    'tabels: {}',
    'defaults: { output: yaml }',
    'tables: { films: { name: films } }',
    'tables: { films: { name: films, partitionKey: id, attributes: { id: String } } }',
    'tables: { films: { name: films, partitionKey: [a, b, c, d, e], attributes: { } } }',
    'tables: { Films: { name: films, partitionKey: id, attributes: { id: S } } }',
  ])
    expect([wrong, schema.safeParse(parse(wrong)).success]).toEqual([wrong, false]);
});
