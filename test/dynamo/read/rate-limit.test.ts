import { describe, expect, test } from 'vitest';
import type { Clock } from '../../../src/dynamo/read/capacity-bucket';
import { rateLimited } from '../../../src/dynamo/read/rate-limit';
import type { Output, Send } from '../../../src/dynamo/transport';

/** A clock that advances only when everything waits. */
class FakeClock implements Clock {
  time = 0;
  readonly #sleepers: { readonly due: number; readonly wake: () => void }[] = [];

  now(): number {
    return this.time;
  }

  sleep(millis: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#sleepers.push({ due: this.time + millis, wake: resolve });
      signal?.addEventListener('abort', () => reject(signal.reason));
    });
  }

  /** Advances time until everything awaited has happened, or until `end`. */
  async run(until: Promise<unknown>, end = Number.POSITIVE_INFINITY): Promise<void> {
    let over = false;
    const done = until.finally(() => {
      over = true;
    });
    for (;;) {
      for (let i = 0; i < 50; i++) await Promise.resolve();
      this.#sleepers.sort((a, b) => a.due - b.due);
      const next = this.#sleepers.shift();
      if (over || !next || next.due > end) break;
      this.time = Math.max(this.time, next.due);
      next.wake();
    }
    if (over) await done;
  }
}

/** A table of `items` items of `kilobytes` each, whose responses take `latency` milliseconds. */
function table(clock: FakeClock, items: number, kilobytes: number, latency: number) {
  const spent: { at: number; units: number; limit: unknown }[] = [];
  const send: Send = async (_, input) => {
    const { Limit = Number.POSITIVE_INFINITY, ExclusiveStartKey } = input as {
      Limit?: number;
      ExclusiveStartKey?: { n: { N: string } };
    };
    await clock.sleep(latency);
    const from = ExclusiveStartKey ? Number(ExclusiveStartKey.n.N) : 0;
    const count = Math.min(Limit, items - from, Math.max(1, Math.floor(1024 / kilobytes)));
    const units = Math.max(0.5, Math.ceil((count * kilobytes) / 4) / 2);
    spent.push({ at: clock.time, units, limit: (input as { Limit?: number }).Limit });
    const end = from + count;
    return {
      Items: [],
      Count: count,
      ScannedCount: count,
      ConsumedCapacity: { CapacityUnits: units },
      ...(end < items && { LastEvaluatedKey: { n: { N: String(end) } } }),
    } satisfies Output;
  };
  return { send, spent };
}

async function readAll(send: Send): Promise<void> {
  let key: unknown;
  do {
    const output: Output = await send('Query', {
      TableName: 't',
      ...(key !== undefined && { ExclusiveStartKey: key }),
    });
    key = output.LastEvaluatedKey;
  } while (key !== undefined);
}

/** The units used in each window of five seconds from `start` on, as a share of what is allowed. */
function shares(spent: readonly { at: number; units: number }[], rate: number, start: number): number[] {
  const end = spent.at(-1)?.at ?? 0;
  const windows: number[] = [];
  for (let from = start; from + 5000 <= end; from += 100) {
    const inside = spent.filter(({ at }) => at >= from && at < from + 5000);
    windows.push(inside.reduce((sum, { units }) => sum + units, 0) / (rate * 5));
  }
  return windows;
}

describe('--max-rcu keeps the rate within 10 % over any 5 s, or within a page of 16 units', () => {
  const cases = [
    { rate: 50, parallel: 1, kilobytes: 1, latency: 5 },
    { rate: 50, parallel: 8, kilobytes: 1, latency: 30 },
    { rate: 50, parallel: 3, kilobytes: 0.2, latency: 100 },
    { rate: 20, parallel: 4, kilobytes: 6, latency: 20 },
    { rate: 500, parallel: 16, kilobytes: 2, latency: 40 },
    { rate: 3000, parallel: 16, kilobytes: 1, latency: 60 },
  ];
  test.each(cases)(
    '$rate units/s, $parallel concurrent, items of $kilobytes KB',
    async ({ rate, parallel, kilobytes, latency }) => {
      const clock = new FakeClock();
      const { send, spent } = table(
        clock,
        Math.ceil((rate * 8 * 15) / kilobytes / parallel),
        kilobytes,
        latency,
      );
      const slow = rateLimited(send, rate, clock);
      await clock.run(Promise.all(Array.from({ length: parallel }, () => readAll(slow))));
      const most = Math.max(0.1, 16 / (5 * rate));
      expect(Math.max(...shares(spent, rate, 0))).toBeLessThanOrEqual(1 + most);
      // The first page is a full one, and is made up for by a wait.
      const all = shares(spent, rate, ((spent[0]?.units ?? 0) / rate) * 1000);
      expect(all.length).toBeGreaterThan(50);
      expect(Math.min(...all)).toBeGreaterThanOrEqual(1 - most);
    },
  );

  test('an item that costs more than that causes a wait after it', async () => {
    const clock = new FakeClock();
    const { send, spent } = table(clock, 10, 400, 10);
    await clock.run(readAll(rateLimited(send, 5, clock)));
    expect(spent.map(({ units }) => units)).toEqual([100, ...Array(8).fill(50)]);
    expect(clock.time).toBeGreaterThan(80_000);
    expect(clock.time).toBeLessThan(100_000);
  });
});

describe('a rate does not make the answer cost more', () => {
  const total = (spent: readonly { units: number }[]) => spent.reduce((sum, { units }) => sum + units, 0);

  test.each([1, 5, 20, 100, 1000])('%d units/s: four small branches are one page each', async (rate) => {
    const clock = new FakeClock();
    const branches = [30, 70, 100, 3].map((items) => table(clock, items, 0.2, 20));
    let at = 0;
    const slow = rateLimited(
      (...request) => branches[at++]?.send(...request) as ReturnType<Send>,
      rate,
      clock,
    );
    await clock.run(Promise.all(branches.map(() => slow('Query', { TableName: 't', IndexName: 'GSI1' }))));
    expect(branches.map(({ spent }) => spent.map(({ limit }) => limit))).toEqual(Array(4).fill([undefined]));
    expect(branches.flatMap(({ spent }) => spent.map(({ units }) => units))).toEqual([1, 2, 2.5, 0.5]);
    // The last request waits until the others are paid.
    expect(clock.time).toBeGreaterThan((3.5 / rate) * 1000);
    expect(clock.time).toBeLessThan((6.5 / rate) * 1000 + 200);
  });

  test.each([1, 5, 20, 50])('%d units/s: pages of a large answer add at most 3 %%', async (rate) => {
    for (const kilobytes of [0.1, 0.7, 5, 300]) {
      const items = Math.ceil(4_000 / kilobytes);
      const free = new FakeClock();
      const unlimited = table(free, items, kilobytes, 0);
      await free.run(readAll(unlimited.send));
      const clock = new FakeClock();
      const limited = table(clock, items, kilobytes, 0);
      await clock.run(readAll(rateLimited(limited.send, rate, clock)));
      expect(total(limited.spent) / total(unlimited.spent)).toBeLessThanOrEqual(1.03);
      expect(clock.time).toBeGreaterThan((total(limited.spent) / rate) * 1000 * 0.9 - 16_000 / rate);
    }
  });
});

test('keeps a smaller Limit of the question, and does not delay requests without cost', async () => {
  const clock = new FakeClock();
  const seen: object[] = [];
  const send = rateLimited(
    async (_, input) => {
      seen.push(input);
      return {};
    },
    1,
    clock,
  );
  await clock.run(send('Query', { TableName: 't', Limit: 1 }));
  for (let i = 0; i < 5; i++) await send('DescribeTable', { TableName: 't' });
  expect(seen[0]).toEqual({ TableName: 't', Limit: 1 });
  expect(clock.time).toBe(0);
});

test('reads a batch in parts, and returns keys that have to wait as unprocessed', async () => {
  const clock = new FakeClock();
  const send = rateLimited(
    async (_, input) => {
      const { Keys } = (input as { RequestItems: { t: { Keys: unknown[] } } }).RequestItems.t;
      return {
        Responses: { t: Keys.map(() => ({})) },
        ConsumedCapacity: [{ CapacityUnits: Keys.length * 2 }],
      };
    },
    20,
    clock,
  );
  const Keys = Array.from({ length: 100 }, (_, n) => ({ n: { N: String(n) } }));
  let pending: unknown = { Keys, ProjectionExpression: '#a' };
  const sizes: number[] = [];
  const reading = (async () => {
    while (pending !== undefined) {
      const output = await send('BatchGetItem', { RequestItems: { t: pending } });
      sizes.push(output.Responses?.t?.length ?? 0);
      pending = output.UnprocessedKeys?.t;
    }
  })();
  await clock.run(reading);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(100);
  expect(sizes.slice(0, 2)).toEqual([1, 8]);
  expect(Math.max(...sizes)).toBe(8);
  expect(clock.time).toBeGreaterThan(9_000);
  expect(clock.time).toBeLessThan(11_000);
});

test('returns the units of a failed request, and stops waiting on the signal', async () => {
  const clock = new FakeClock();
  const failing = rateLimited(() => Promise.reject(new Error('no')), 1, clock);
  for (let i = 0; i < 10; i++) await expect(failing('Query', {})).rejects.toThrow('no');
  expect(clock.time).toBe(0);

  const stop = new AbortController();
  const costly = rateLimited(async () => ({ ConsumedCapacity: { CapacityUnits: 100 } }), 1, clock);
  await costly('Query', {});
  const waiting = costly('Query', {}, stop.signal);
  const later = costly('Query', {}, stop.signal);
  stop.abort(new Error('stopped'));
  await expect(waiting).rejects.toThrow('stopped');
  await expect(later).rejects.toThrow('stopped');
});
