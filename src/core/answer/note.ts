import type { Origin } from '../../origin';

/** Something to know about an answer, as data: each surface has its own words and places for it. */
export type Note =
  /** The items are made up. */
  | { readonly kind: 'sample-data' }
  /** A whole table is read. Its size is absent where it is unknown; DynamoDB updates it every six hours or so. */
  | { readonly kind: 'scan'; readonly table: string; readonly size?: ScanSize }
  /** No item has a column that was asked for. */
  | { readonly kind: 'unknown-column'; readonly name: string; readonly similar?: string }
  /** Nothing was found, and a condition is on an attribute that the table is not known to have. */
  | { readonly kind: 'unknown-attribute'; readonly name: string; readonly similar?: string }
  /** Nothing was found, and without these parts of the question, or with a wider window, there may be something. */
  | {
      readonly kind: 'nothing-found';
      readonly narrowing: readonly Origin[];
      readonly windows: readonly Origin[];
    }
  /** Attributes that no definition mentions were hidden, because their names look like those of secrets. */
  | { readonly kind: 'suspected-secrets'; readonly names: readonly string[] }
  /** There is more, but the cursor would have the value of a secret attribute. */
  | { readonly kind: 'secret-cursor'; readonly attribute: string };

interface ScanSize {
  readonly bytes: number;
  readonly items: number;
  /** Read capacity units that reading it costs. */
  readonly capacityUnits: number;
}
