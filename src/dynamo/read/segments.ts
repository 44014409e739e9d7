import type { Item } from '../model/values';
import type { Budget } from './budget';
import { pageOf } from './merge';
import type { Part } from './page-reader';

/**
 * The items of a parallel Scan. All segments are read at the same time, each one page ahead, and handed on in turn, a page
 * each: so the order is the same in every run, whichever segment answers first.
 */
export async function* inTurn(parts: readonly Part[], budget: Budget): AsyncGenerator<readonly Item[]> {
  while (!budget.spent && parts.some((part) => !part.done)) {
    for (const part of parts) part.prefetch();
    for (const part of parts) {
      if (budget.spent) return;
      if (!part.done) yield* pageOf(part, budget);
    }
  }
}
