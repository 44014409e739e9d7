import { remainingItems } from '../item-chunks';
import type { Item } from '../model/values';
import { chunksOf, type Send } from '../transport';

/** The table is scanned in this many segments, each of which gives one page of at most 1 MB. */
const PLACES = 4;

/** Reads up to `size` items, one page from each of several segments of a table. Throws what `send` throws. */
export async function sampleItems(
  table: string,
  size: number,
  send: Send,
  signal?: AbortSignal,
): Promise<readonly Item[]> {
  const places = Math.min(PLACES, size);
  const pages = await Promise.all(
    Array.from({ length: places }, (_, place) => {
      const Limit = Math.floor(size / places) + (place < size % places ? 1 : 0);
      const segment = places > 1 ? { Segment: place, TotalSegments: places } : {};
      return send('Scan', { TableName: table, Limit, ReturnConsumedCapacity: 'TOTAL', ...segment }, signal);
    }),
  );
  return pages.flatMap((page) => remainingItems(chunksOf(page)));
}
