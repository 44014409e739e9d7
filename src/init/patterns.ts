import { isDeepStrictEqual } from 'node:util';
import type { AccessPattern } from '../dynamo/model/definition';
import type { Discriminator } from './type-attribute';

/** Returns patterns without those whose example another one has already. The question of the first then names both. */
export function distinctPatterns(patterns: readonly AccessPattern[]): readonly AccessPattern[] {
  const distinct: AccessPattern[] = [];
  for (const pattern of patterns) {
    const at = distinct.findIndex(({ ask }) => isDeepStrictEqual(ask, pattern.ask));
    const known = distinct[at];
    if (!known) distinct.push(pattern);
    else if (!known.question.split('; ').includes(pattern.question))
      distinct[at] = { ...known, question: `${known.question}; ${pattern.question}` };
  }
  return distinct;
}

/** Restricts patterns to items of a type, and adds one for all of them. */
export function restricted(
  patterns: readonly AccessPattern[],
  { attribute, value }: Discriminator,
): readonly AccessPattern[] {
  const where = { [attribute]: value };
  return distinctPatterns([
    { question: 'all items of this kind, found by a full scan', ask: {}, where },
    ...patterns.map((pattern) => ({ ...pattern, where: { ...pattern.where, ...where } })),
  ]);
}
