import { vi } from 'vitest';

/** Real milliseconds between two steps of the clock. */
const STEP = 5;

/**
 * Lets time pass so many times faster for all that waits on a timer or looks at the clock in this process, such as the pauses
 * between the SDK's retries. Sockets keep real time. The function that comes back ends it.
 */
export function fastClock(times: number): () => void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const ticking = setInterval(() => vi.advanceTimersByTime(STEP * times), STEP);
  return () => {
    clearInterval(ticking);
    vi.useRealTimers();
  };
}
