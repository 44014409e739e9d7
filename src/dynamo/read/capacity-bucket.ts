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
  /** Ends the pause of the request whose turn it is. */
  #wake = () => {};

  constructor(unitsPerSecond: number, clock: Clock) {
    this.#rate = unitsPerSecond;
    this.#clock = clock;
    this.#most = unitsPerSecond * BURST_SECONDS;
    this.#level = this.#most;
    this.#filled = clock.now();
  }

  /**
   * Waits until earlier requests are served and enough units are available, takes them and resolves to their number. `units` is called when
   * it is this request's turn, as the responses to earlier ones may tell how many are needed. Rejects when the signal aborts.
   */
  take(units: () => number, signal?: AbortSignal): Promise<number> {
    const taken = this.#turn.then(() => this.#wait(units, signal));
    this.#turn = taken.catch(() => {});
    return taken;
  }

  /** Takes the units that a request cost beyond those taken for it; a negative number returns them. The level may go below zero. */
  settle(units: number): void {
    this.#fill();
    this.#level = Math.min(this.#most, this.#level - units);
    this.#wake();
  }

  async #wait(units: () => number, signal: AbortSignal | undefined): Promise<number> {
    for (;;) {
      signal?.throwIfAborted();
      this.#fill();
      const taken = units();
      const needed = Math.min(taken, this.#most);
      // The rest is less than what flows in within a timer's precision.
      if (this.#level >= needed - this.#rate / 10_000) {
        this.#level -= taken;
        return taken;
      }
      const millis = ((needed - this.#level) / this.#rate) * 1000;
      await this.#pause(Math.min(Math.max(1, millis), LONGEST_SLEEP), signal);
    }
  }

  /** Waits for a time, or until units have been returned. */
  async #pause(millis: number, signal: AbortSignal | undefined): Promise<void> {
    const woken = new AbortController();
    this.#wake = () => woken.abort();
    const either = signal ? AbortSignal.any([signal, woken.signal]) : woken.signal;
    await this.#clock.sleep(millis, either).catch(() => {}); // the caller looks at its own signal
  }

  #fill(): void {
    const now = this.#clock.now();
    this.#level = Math.min(this.#most, this.#level + ((now - this.#filled) / 1000) * this.#rate);
    this.#filled = now;
  }
}
