import { DdbdbgError } from '../../errors';

/**
 * Detects pages that repeat in a loop: a page ends where an earlier one ended, so reading would never finish. Only one earlier
 * position is kept, that of the first, third, seventh, fifteenth … page, which is enough to find a loop of any length (Brent's
 * algorithm).
 */
export class PageLoopGuard {
  #kept: string;
  #pagesSince = 0;
  #pagesToKeep = 1;

  /** `start` is the position where the first page begins. */
  constructor(start: unknown) {
    this.#kept = JSON.stringify(start ?? null);
  }

  /** Takes the position where a page ends, or nothing after the last page. Throws a DdbdbgError when the pages repeat. */
  check(end: unknown): void {
    if (end === undefined || end === null) return;
    const text = JSON.stringify(end);
    if (text === this.#kept) {
      throw new DdbdbgError('service', 'The pages repeat in a loop: one ends where an earlier one ended.', {
        remedy: { kind: 'check', what: ['endpoint'], because: 'DynamoDB does not do that' },
      });
    }
    if (++this.#pagesSince < this.#pagesToKeep) return;
    this.#kept = text;
    this.#pagesSince = 0;
    this.#pagesToKeep *= 2;
  }
}
