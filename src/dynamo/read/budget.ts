/** How many items are still wanted. One budget is shared by everything that reads for one question. */
export class Budget {
  remaining: number;

  constructor(limit: number | undefined) {
    this.remaining = limit ?? Number.POSITIVE_INFINITY;
  }

  get spent(): boolean {
    return this.remaining <= 0;
  }
}
