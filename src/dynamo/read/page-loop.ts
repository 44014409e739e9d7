import { DdbdbgError } from '../../errors';

/**
 * Notices when pages go round in circles, which they would do for ever: one ends where an earlier one did. Remembers but one end, the
 * second, fourth, eighth …, so that circles of any length are found (Brent's algorithm).
 */
export class PageEnds {
  #memoize: string;
  #since = 0;
  #patience = 1;

  /** `start` is where the first page begins. */
  constructor(start: unknown) {
    this.#memoize = JSON.stringify(start ?? null);
  }

  /** Takes note of where a page ends, if it has an end. Throws a DdbdbgError when that was reached before. */
  note(end: unknown): void {
    if (end === undefined || end === null) return;
    const text = JSON.stringify(end);
    if (text === this.#memoize) {
      throw new DdbdbgError('service', 'The pages go round in circles: one ends where an earlier one did.', {
        remedy: { kind: 'check', what: ['endpoint'], because: 'DynamoDB does not do that' },
      });
    }
    if (++this.#since < this.#patience) return;
    this.#memoize = text;
    this.#since = 0;
    this.#patience *= 2;
  }
}
