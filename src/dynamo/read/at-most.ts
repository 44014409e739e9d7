import type { Send } from '../transport';

/** How many requests of one question may be in progress. The SDK opens at most as many connections. */
export const MAX_CONCURRENT_READS = 50;

/** Returns a sender that has at most `most` requests in progress. Others wait for their turn, in order. */
export function atMost(most: number, send: Send): Send {
  const waiting: (() => void)[] = [];
  let inProgress = 0;
  return async (operation, input, signal) => {
    if (inProgress >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else inProgress++;
    try {
      return await send(operation, input, signal);
    } finally {
      // The next request takes over the place of this one.
      const next = waiting.shift();
      if (next) next();
      else inProgress--;
    }
  };
}
