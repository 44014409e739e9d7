import type { Item, ItemPage } from '../../dynamo/model/values';

/** Yields an item as the only one of a single page. */
export async function* oneItem(item: Item): AsyncGenerator<ItemPage> {
  yield { items: [item] };
}
