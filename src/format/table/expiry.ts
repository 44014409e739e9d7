import { attributeOf, type Item } from '../../dynamo/model/values';
import type { View } from '../view';

/** Whether an item has expired by its time to live. DynamoDB may take days to delete such items. False for a table without time to live. */
export function isExpired(item: Item, view: View): boolean {
  if (!view.shape.ttl) return false;
  const ttl = attributeOf(item, view.shape.ttl);
  return ttl !== undefined && 'N' in ttl && Number(ttl.N) * 1000 < view.now;
}

/** The mark after the time to live of an expired item, or after its row if that column is not shown. */
export const EXPIRED = '(expired)';
