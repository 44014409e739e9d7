/** A binary heap: it finds the first of n elements in log n comparisons. */
export class Heap<T> {
  readonly #order: (a: T, b: T) => number;
  readonly #elements: T[] = [];

  /** `order` compares two elements as a sort does. It must never call two elements equal if the choice between them matters. */
  constructor(order: (a: T, b: T) => number) {
    this.#order = order;
  }

  /** The element that sorts first. */
  get first(): T | undefined {
    return this.#elements[0];
  }

  push(element: T): void {
    let at = this.#elements.push(element) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  /** Removes {@link first}. */
  removeFirst(): void {
    const last = this.#elements.pop();
    if (last === undefined || this.#elements.length === 0) return;
    this.#elements[0] = last;
    this.updateFirst();
  }

  /** Restores the order after {@link first} has changed. */
  updateFirst(): void {
    let at = 0;
    for (;;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < this.#elements.length && this.#isBefore(child, least)) least = child;
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #isBefore(i: number, j: number): boolean {
    return this.#order(this.#elements[i] as T, this.#elements[j] as T) < 0;
  }

  #swap(i: number, j: number): void {
    const element = this.#elements[i] as T;
    this.#elements[i] = this.#elements[j] as T;
    this.#elements[j] = element;
  }
}
