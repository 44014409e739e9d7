import type { Origin } from '../../origin';

/** Something the user should know about an answer, as data. Each surface words and places notes in its own way. */
export type Note =
  /** The items are sample data. */
  | { readonly kind: 'sample-data' }
  /** The time window applies to this attribute, which the definition of the table declares, or else is a sort key of the table or index. */
  | { readonly kind: 'window-time'; readonly attribute: string; readonly index?: string }
  /** The whole table or index is read. The size is absent if unknown; DynamoDB updates it about every six hours. */
  | { readonly kind: 'scan'; readonly table: string; readonly index?: string; readonly size?: ScanSize }
  /**
   * The index leaves out items without one of these attributes, although they may meet the question. `missing` is their number, if known:
   * all other items are in the index. `size` is the size of the table.
   */
  | {
      readonly kind: 'sparse-index';
      readonly table: string;
      readonly index: string;
      readonly attributes: readonly string[];
      readonly missing?: number;
      readonly size?: ScanSize;
    }
  /** The items are in no particular order, although one `isAsked` for. They could be sorted by this time. */
  | { readonly kind: 'unordered'; readonly time?: string; readonly isAsked?: boolean }
  /** The sort key holds times, which was not known before they were read, so the items ascend. */
  | { readonly kind: 'oldest-first' }
  /** No item has this column. */
  | { readonly kind: 'unknown-column'; readonly name: string; readonly similar?: string }
  /** An ID is searched for, as it is only the last part of one (`isPart`), or it is no key of the table. */
  | {
      readonly kind: 'id-search';
      readonly table: string;
      readonly attribute: string;
      readonly value: string;
      readonly isPart: boolean;
      /** The attributes of the table's key. Empty if it is not known. */
      readonly key: readonly string[];
      /** The options that narrow the search, if all of the table is read. */
      readonly narrowing: readonly string[] | undefined;
    }
  /** The item with this ID does not exist. `hasOthers`: or it does not meet the other conditions. */
  | {
      readonly kind: 'no-item';
      readonly table: string;
      /** The region of the table, if it is in AWS. */
      readonly region?: string;
      /** The name of the table depends on the stage. */
      readonly hasStage: boolean;
      /** The attributes of the ID. A secret has no value. */
      readonly key: readonly { readonly attribute: string; readonly value?: string }[];
      readonly hasOthers: boolean;
    }
  /** Nothing was found, and a condition names an attribute that the table is not known to have. */
  | { readonly kind: 'unknown-attribute'; readonly name: string; readonly similar?: string }
  /** Nothing can be found, because no item meets all of these parts of the question. */
  | { readonly kind: 'contradiction'; readonly origins: readonly Origin[] }
  /** Nothing was found. Without the narrowing parts of the question, or with a wider window, there may be results. */
  | {
      readonly kind: 'nothing-found';
      readonly narrowing: readonly Origin[];
      readonly windows: readonly Origin[];
    }
  /** Attributes without a definition were hidden because their names look like those of secrets. */
  | { readonly kind: 'suspected-secrets'; readonly names: readonly string[] }
  /** The items to sort did not fit in memory. */
  | { readonly kind: 'sorted-on-disk' }
  /** There are more items, but the cursor would contain the value of a secret attribute. */
  | { readonly kind: 'secret-cursor'; readonly attribute: string };

interface ScanSize {
  readonly bytes: number;
  readonly items: number;
  /** Read capacity units to read the whole table. */
  readonly capacityUnits: number;
}
