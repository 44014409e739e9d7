import { describe, expect, test } from 'vitest';
import { checkAsk } from '../../../src/core/question/ask';
import { withWindowTime } from '../../../src/core/question/window-time';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
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

/** The attribute that a window applies to, and what the note says about it. */
const timeOf = (...given: Parameters<typeof withWindowTime>) => {
  const { table, note } = withWindowTime(...given);
  return { name: table.life?.began, format: table.attributes[table.life?.began ?? '']?.format, note };
};

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
    const note = { kind: 'window-time', attribute: name, index: 'Index0' };
    expect(timeOf(described([name, 'S']), [], since())).toEqual({ name, format: 'time', note });
  });

  test.each(['SK', 'GSI1SK', 'rating', 'format', 'that', 'person', 'season'])('is not %s', (name) => {
    expect(() => withWindowTime(described([name, 'S']), [], since())).toThrow(/not known which attribute/);
  });

  test('is that of the definition, whatever the sort keys', () => {
    const note = { kind: 'window-time', attribute: 'createdAt' };
    expect(timeOf(described(['seenAt', 'S']), [jobs], since())).toEqual({
      name: 'createdAt',
      format: 'time',
      note,
    });
  });

  test('is that of the index whose partition key the question fixes', () => {
    const table = described(['seenAt', 'S'], ['paidAt', 'S']);
    expect(timeOf(table, [], since('owner1=x'))).toMatchObject({ name: 'paidAt', note: { index: 'Index1' } });
    expect(() => withWindowTime(table, [], since())).toThrow(/not known which attribute/);
  });

  test('is not a number, which may count seconds or milliseconds, but the error names it', () => {
    expect(() => withWindowTime(described(['paidAt', 'N']), [], since())).toThrow(
      expect.objectContaining({ remedies: [{ kind: 'where', condition: 'paidAt>2h' }] }),
    );
  });

  test('does not matter to a question without a window', () => {
    const table = described(['SK', 'S']);
    expect(withWindowTime(table, [], checkAsk({ table: 'orders' }))).toEqual({ table });
  });
});
