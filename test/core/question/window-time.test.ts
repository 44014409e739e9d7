import { describe, expect, test } from 'vitest';
import { checkAsk } from '../../../src/core/question/ask';
import { withSampledKeys } from '../../../src/core/question/sampled-times';
import type { Sampled } from '../../../src/core/question/time-comparison';
import { windowTime, withTime } from '../../../src/core/question/window-time';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import { withDefinitions } from '../../../src/dynamo/model/merge-definitions';
import { jobs } from '../../../src/queries/jobs';

/** A described table whose indexes have these sort keys. */
function described(...sortKeys: readonly (readonly [name: string, type: 'S' | 'N'])[]): TableDefinition {
  return {
    command: ['find', 'orders'],
    summary: '',
    name: 'orders',
    partitionKey: ['id'],
    indexes: sortKeys.map(([name], i) => ({
      name: `Index${i}`,
      partitionKey: [`owner${i}`],
      sortKey: [name],
      projection: 'ALL',
    })),
    attributes: Object.fromEntries(sortKeys.map(([name, type]) => [name, { type }])),
    patterns: [],
  };
}

const since = (...where: string[]) => checkAsk({ table: 'orders', since: '2h', where });

const timeOf = (table: TableDefinition, ...where: string[]) => windowTime(table, since(...where));

describe('the time of a table without a command', () => {
  test.each([
    'createdAt',
    'created_at',
    'startDate',
    'timestamp',
    'ts',
    'placed_on',
    'updated',
    'event-time',
  ])('is a sort key with the name of a time: %s', (name) => {
    expect(timeOf(described([name, 'S']))).toEqual({ attribute: name, index: 'Index0' });
  });

  test.each(['SK', 'GSI1SK', 'rating', 'format', 'that', 'person', 'season'])('is not %s', (name) => {
    expect(() => timeOf(described([name, 'S']))).toThrow(/not known which attribute/);
  });

  test('is that of the definition, whatever the sort keys', () => {
    const table = withDefinitions(described(['seenAt', 'S']), [jobs]);
    expect(timeOf(table)).toEqual({ attribute: 'createdAt' });
    expect(withTime(table, timeOf(table), since(), new Map())).toBe(table);
  });

  test('is that of the index whose partition key the question fixes', () => {
    const table = described(['seenAt', 'S'], ['paidAt', 'S']);
    expect(timeOf(table, 'owner1=x')).toEqual({ attribute: 'paidAt', index: 'Index1' });
    expect(() => timeOf(table)).toThrow(
      expect.objectContaining({ remedies: [{ kind: 'where', condition: 'seenAt>2h' }] }),
    );
  });

  test('is not asked for by a question without a window', () => {
    expect(windowTime(described(['SK', 'S']), checkAsk({ table: 'orders' }))).toBeUndefined();
  });

  test('has the format that a sample shows, or that of text', () => {
    const asked = (type: 'S' | 'N', format?: Sampled) => {
      const sampled = new Map(format && [['paidAt', format] as const]);
      const table = withSampledKeys(described(['paidAt', type]), sampled);
      return withTime(table, { attribute: 'paidAt' }, since(), sampled).attributes.paidAt?.format;
    };
    expect(asked('S', 'unseen')).toBe('time');
    expect(asked('S', { formats: ['time'] })).toBe('time');
    expect(asked('N', { formats: ['epoch-millis'] })).toBe('epoch-millis');
    for (const unknown of [
      () => asked('N', 'unseen'),
      () => asked('S', 'no-time'),
      () => asked('N', 'no-time'),
    ])
      expect(unknown).toThrow(
        expect.objectContaining({ remedies: [{ kind: 'where', condition: 'paidAt>2h' }] }),
      );
  });
});
