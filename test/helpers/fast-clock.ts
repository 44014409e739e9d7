import { vi } from 'vitest';

/** Real milliseconds between two steps of the clock. */
const STEP = 5;

/**
 * Makes time in this process pass `times` as fast for everything that uses timers or the clock, such as the pauses between the SDK's
 * retries. Sockets keep real time. Returns a function that restores the real clock.
 */
export function fastClock(times: number): () => void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const ticking = setInterval(() => vi.advanceTimersByTime(STEP * times), STEP);
  return () => {
    clearInterval(ticking);
    vi.useRealTimers();
  };
}
