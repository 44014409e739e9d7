import { describe, expect, test } from 'vitest';
import { impliedConditions, patternOf } from '../../../src/core/question/access-pattern';
import type { Condition } from '../../../src/dynamo/model/condition';
import { jobs } from '../../../src/queries/jobs';
import { sessions } from '../../../src/queries/policy/sessions';
import { ANY_ORIGIN } from '../../helpers/origin';

const is = (name: string): Condition => ({
  path: [name],
  origin: ANY_ORIGIN,
  operator: '=',
  value: { S: 'x' },
});
const chosen = (conditions: readonly Condition[], values: Record<string, true> = {}) =>
  patternOf(jobs, conditions, { values })?.question;

describe('the access pattern of a question', () => {
  test('is the one that uses most of the given parts', () => {
    expect(chosen([])).toBe('the jobs, newest first');
    expect(chosen([is('status')])).toBe('the jobs with a status, newest first');
    expect(chosen([is('jobId')])).toBe('every record of a job, in sequence order');
    expect(chosen([is('jobId')], { main: true })).toBe('the main job');
    expect(chosen([is('jobId')], { logs: true })).toBe('the progress logs of a job, in sequence order');
  });

  test('uses the argument, if given', () => {
    expect(chosen([is('status'), is('idProject'), is('jobId')])).toBe(
      'every record of a job, in sequence order',
    );
  });

  test('a switch requires the other parts of its pattern, and excludes other switches', () => {
    expect(() => chosen([], { main: true })).toThrow('needs a jobId.');
    expect(() => chosen([is('jobId')], { main: true, logs: true })).toThrow(/can't be combined/);
  });
});

describe('what an age option implies', () => {
  const values = { idle: '2h' };
  const implied = (asked: readonly Condition[]) =>
    impliedConditions(sessions, undefined, asked, { values }).map(({ path }) => path[0]);
  const { path, origin } = is('status');
  const negated = { part: 'where', text: 'status!=x', isNegated: true } as const;

  test('is replaced by a condition that names values', () => {
    expect(implied([is('status')])).toEqual([]);
    expect(implied([{ path, origin, operator: 'begins_with', value: { S: 'x' } }])).toEqual([]);
  });

  test('is narrowed by every other condition', () => {
    for (const condition of [
      { path, origin, operator: '!=', value: { S: 'x' } },
      { path, origin, operator: 'not', not: is('status') },
      { path, origin, operator: 'exists' },
      { path, origin, operator: 'not_exists' },
      { ...is('status'), origin: negated },
      is('user_id'),
    ] as const)
      expect(implied([condition])).toEqual(['status']);
  });
});
