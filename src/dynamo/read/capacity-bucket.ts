/** Time, as tests may want to have it. */
export interface Clock {
  /** Milliseconds from some moment on. */
  now(): number;
  /** Rejects when the signal aborts. */
  sleep(millis: number, signal?: AbortSignal): Promise<unknown>;
}

/** How much may be saved up while nobody asks, which is how much more than the rate can be read in any window. */
const SAVED_SECONDS = 0.3;

/** Timers of Node take no more than 24 days. */
const LONGEST_SLEEP = 3_600_000;

/** Units that flow in at a steady rate. Who asks first gets first, however much the others ask for. */
export class CapacityBucket {
  readonly #rate: number;
  readonly #clock: Clock;
  readonly #most: number;
  #level: number;
  #filled: number;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(unitsPerSecond: number, clock: Clock) {
    this.#rate = unitsPerSecond;
    this.#clock = clock;
    this.#most = unitsPerSecond * SAVED_SECONDS;
    this.#level = this.#most;
    this.#filled = clock.now();
  }

  /** Waits for units, and for all who asked before. Rejects when the signal aborts. */
  take(units: number, signal?: AbortSignal): Promise<void> {
    const taken = this.#turn.then(() => this.#wait(units, signal));
    this.#turn = taken.catch(() => {});
    return taken;
  }

  /** Takes what something cost more than was taken for it; a negative number gives back. May leave a debt to wait for. */
  settle(units: number): void {
    this.#fill();
    this.#level = Math.min(this.#most, this.#level - units);
  }

  async #wait(units: number, signal: AbortSignal | undefined): Promise<void> {
    const needed = Math.min(units, this.#most);
    for (;;) {
      signal?.throwIfAborted();
      this.#fill();
      // Short of it by less than a timer can tell.
      if (this.#level >= needed - this.#rate / 10_000) break;
      const millis = ((needed - this.#level) / this.#rate) * 1000;
      await this.#clock.sleep(Math.min(Math.max(1, millis), LONGEST_SLEEP), signal);
    }
    this.#level -= units;
  }

  #fill(): void {
    const now = this.#clock.now();
    this.#level = Math.min(this.#most, this.#level + ((now - this.#filled) / 1000) * this.#rate);
    this.#filled = now;
  }
}
