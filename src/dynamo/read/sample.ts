import { rest } from '../item-chunks';
import type { Item } from '../model/values';
import { batchesOf, type Send } from '../transport';

/** So many parts of the table, far from each other, give one page each, of at most a megabyte. */
const PLACES = 4;

/** Reads about `size` items from several places of a table, one page each. Throws what `send` throws. */
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
  return pages.flatMap((page) => rest(batchesOf(page)));
}
