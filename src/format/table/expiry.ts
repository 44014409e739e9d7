import { attributeOf, type Item } from '../../dynamo/model/values';
import type { View } from '../view';

/**
 * Whether an item's time to live is over, so that DynamoDB will remove it (which takes it up to days). False for a table
 * without time to live.
 */
export function isExpired(item: Item, view: View): boolean {
  if (!view.shape.ttl) return false;
  const ttl = attributeOf(item, view.shape.ttl);
  return ttl !== undefined && 'N' in ttl && Number(ttl.N) * 1000 < view.now;
}

/** What stands behind the time to live of an expired item, or behind its row where that is not shown. */
export const EXPIRED = '(expired)';
