import type { Item, ItemPage } from '../../dynamo/model/values';

/**
 * Joins the first pages to one of at least `most` items, or of all there are, and passes on the others. Once there is an item, waits no
 * longer than `millis` for more: a slow scan must not show nothing for minutes. An error is thrown when its position is reached.
 */
export async function* joinFirst(
  source: AsyncIterable<ItemPage>,
  most: number,
  millis: number,
): AsyncGenerator<ItemPage> {
  const iterator = source[Symbol.asyncIterator]();
  const first: Item[] = [];
  let pending: Promise<IteratorResult<ItemPage>> | undefined;
  let timer: Timer | undefined;
  try {
    while (first.length < most) {
      pending ??= iterator.next();
      // What it throws is thrown below, where it is awaited again.
      const next = await Promise.race([pending.catch(() => undefined), ...(timer ? [timer.over] : [])]);
      if (next === undefined || next.done) break;
      pending = undefined;
      for (const item of next.value.items) first.push(item);
      if (first.length > 0) timer ??= startTimer(millis);
    }
    timer?.clear();
    if (first.length > 0) yield { items: first };
    for (;;) {
      const next = await (pending ?? iterator.next());
      pending = undefined;
      if (next.done) return;
      yield next.value;
    }
  } finally {
    timer?.clear();
    await iterator.return?.();
  }
}

interface Timer {
  readonly over: Promise<undefined>;
  readonly clear: () => void;
}

function startTimer(millis: number): Timer {
  let id: NodeJS.Timeout | undefined;
  const over = new Promise<undefined>((resolve) => {
    id = setTimeout(() => resolve(undefined), millis);
  });
  return { over, clear: () => clearTimeout(id) };
}
