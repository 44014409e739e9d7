/** The clock to use, which tests replace. */
export interface Clock {
  /** Milliseconds since an arbitrary moment. */
  now(): number;
  /** Resolves after `millis` milliseconds. Rejects when the signal aborts. */
  sleep(millis: number, signal?: AbortSignal): Promise<unknown>;
}

/** The bucket holds at most the units of this many seconds. In any window, no more than this is read beyond the rate. */
const BURST_SECONDS = 0.3;

/** Milliseconds. Node's timers do not support more than 24 days. */
const LONGEST_SLEEP = 3_600_000;

/** A token bucket of read capacity units that refills at a steady rate. Requests are served in order, whatever their size. */
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
    this.#most = unitsPerSecond * BURST_SECONDS;
    this.#level = this.#most;
    this.#filled = clock.now();
  }

  /** Waits until earlier requests are served and enough units are available. Rejects when the signal aborts. */
  take(units: number, signal?: AbortSignal): Promise<void> {
    const taken = this.#turn.then(() => this.#wait(units, signal));
    this.#turn = taken.catch(() => {});
    return taken;
  }

  /** Takes the units that a request cost beyond those taken for it; a negative number returns them. The level may go below zero. */
  settle(units: number): void {
    this.#fill();
    this.#level = Math.min(this.#most, this.#level - units);
  }

  async #wait(units: number, signal: AbortSignal | undefined): Promise<void> {
    const needed = Math.min(units, this.#most);
    for (;;) {
      signal?.throwIfAborted();
      this.#fill();
      // The rest is less than what flows in within a timer's precision.
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
