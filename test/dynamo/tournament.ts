import type { Condition } from '../../src/dynamo/model/condition';
import type { TableDefinition } from '../../src/dynamo/model/definition';
import type { AttributeValue } from '../../src/dynamo/model/values';
import type { Plan, Question } from '../../src/dynamo/plan/plan';
import { plan } from '../../src/dynamo/plan/planner';
import { requests } from '../../src/dynamo/plan/requests';
import { ANY_ORIGIN } from '../helpers/origin';

/** The tournament from the AWS page on multi-attribute keys, with an index of each other kind. */
const matches: TableDefinition = {
  command: ['matches'],
  summary: '',
  name: 'matches',
  partitionKey: ['matchId'],
  sortKey: ['part'],
  indexes: [
    {
      name: 'TournamentRegionIndex',
      partitionKey: ['tournamentId', 'region'],
      sortKey: ['round', 'bracket', 'matchId'],
      projection: 'ALL',
    },
    { name: 'ByPlayer', partitionKey: ['player'], sortKey: ['played'], projection: ['score'] },
    {
      name: 'ByLength',
      partitionKey: ['matchId'],
      sortKey: ['minutes'],
      projection: 'KEYS_ONLY',
      local: true,
    },
  ],
  attributes: {
    matchId: { type: 'S' },
    part: { type: 'N' },
    tournamentId: { type: 'S' },
    region: { type: 'S' },
    round: { type: 'S' },
    bracket: { type: 'S' },
    player: { type: 'S' },
    played: { type: 'N' },
    minutes: { type: 'N' },
  },
  patterns: [],
};

export const on = (name: string, operator: string, value: string | AttributeValue): Condition =>
  ({
    path: [name],
    origin: ANY_ORIGIN,
    operator,
    value: typeof value === 'string' ? { S: value } : value,
  }) as Condition;
export const is = (name: string, value: string) => on(name, '=', value);

export function asked(conditions: readonly Condition[], question: Partial<Question> = {}): Plan {
  const result = plan(matches, 'T', { conditions, ...question });
  if (result.operation === 'none') throw new Error(result.attribute);
  return result;
}

/** The expressions of the first request, with names and values filled in. */
export function written(result: Plan): Record<string, unknown> {
  const {
    ExpressionAttributeNames = {},
    ExpressionAttributeValues = {},
    ...input
  } = requests(result)[0]?.input ?? { TableName: '' };
  const spell = (text: string) =>
    text
      .replace(/#n\d+/g, (alias) => String((ExpressionAttributeNames as Record<string, string>)[alias]))
      .replace(/:v\d+/g, (alias) =>
        Object.values((ExpressionAttributeValues as Record<string, object>)[alias] ?? {}).join(),
      );
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      name.endsWith('Expression') ? spell(String(value)) : value,
    ]),
  );
}
