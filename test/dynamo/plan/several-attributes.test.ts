import { describe, expect, test } from 'vitest';
import type { Condition } from '../../../src/dynamo/model/condition';
import { requests } from '../../../src/dynamo/plan/requests';
import { ANY_ORIGIN } from '../../helpers/origin';
import { asked, is, on, written } from '../tournament';

const tournament = [is('tournamentId', 'WINTER2024'), is('region', 'NA-EAST')];
const keyOf = (...conditions: Condition[]) =>
  written(asked([...tournament, ...conditions])).KeyConditionExpression;

describe('a key with several attributes, by the rules of AWS', () => {
  const partition = 'tournamentId = WINTER2024 AND region = NA-EAST';

  test('requires every partition attribute', () => {
    expect(keyOf()).toBe(partition);
    expect(asked([is('tournamentId', 'WINTER2024')])).toMatchObject({ operation: 'scan' });
    expect(asked([is('tournamentId', 'WINTER2024')]).rejected).toContainEqual({
      path: 'TournamentRegionIndex',
      reason: { kind: 'not-fixed', attributes: ['region'] },
    });
  });

  test('uses sort attributes from the left', () => {
    expect(keyOf(is('round', 'SEMIFINALS'))).toBe(`${partition} AND round = SEMIFINALS`);
    expect(keyOf(is('bracket', 'UPPER'), is('round', 'SEMIFINALS'))).toBe(
      `${partition} AND round = SEMIFINALS AND bracket = UPPER`,
    );
    expect(keyOf(is('bracket', 'UPPER'))).toBe(partition);
  });

  test('allows a range only on the last of them', () => {
    expect(keyOf(is('round', 'SEMIFINALS'), on('bracket', 'begins_with', 'U'))).toBe(
      `${partition} AND round = SEMIFINALS AND begins_with(bracket, U)`,
    );
    expect(keyOf(on('round', '>=', 'A'), on('round', '<=', 'M'), is('bracket', 'UPPER'))).toBe(
      `${partition} AND round BETWEEN A AND M`,
    );
  });

  test('sends one Query per combination of values', () => {
    const several: Condition = {
      path: ['region'],
      origin: ANY_ORIGIN,
      operator: 'in',
      values: [{ S: 'EU' }, { S: 'NA' }],
    };
    const rounds: Condition = {
      path: ['round'],
      origin: ANY_ORIGIN,
      operator: 'in',
      values: [{ S: 'A' }, { S: 'B' }],
    };
    const result = asked([is('tournamentId', 'X'), several, rounds]);
    expect(
      requests(result).map(({ input }) => Object.values(input.ExpressionAttributeValues as object)),
    ).toEqual(
      [
        ['EU', 'A'],
        ['EU', 'B'],
        ['NA', 'A'],
        ['NA', 'B'],
      ].map(([region, round]) => [{ S: 'X' }, { S: region }, { S: round }]),
    );
  });
});
