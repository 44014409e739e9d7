import type { AttributeFormat } from '../model/attribute-definition';
import type { Condition } from '../model/condition';
import type { KeySchema, Order } from '../model/definition';
import type { AttributeValue, Item } from '../model/values';

/** A question to one table, in the user's terms. */
export interface Question {
  readonly conditions: readonly Condition[];
  /** Columns that the user named. All attributes when absent. */
  readonly columns?: readonly string[] | undefined;
  /** Order by sort key. Default: descending if the sort key is a time, else ascending. */
  readonly order?: Order | undefined;
  readonly sort?: readonly Sort[] | undefined;
  readonly count?: boolean | undefined;
  /** Maximum number of items. */
  readonly limit?: number | undefined;
  readonly segments?: number | undefined;
  /** The only path to use: the name of an index, or {@link OWN_KEY}. */
  readonly index?: string | undefined;
  /** Read what was written a moment ago, which global indexes do not support. */
  readonly consistent?: boolean | undefined;
  /** Whether a Scan is sorted by time. Default: if it has a limit and any condition. A cursor sets it, as its question may have had a limit. */
  readonly newestFirst?: boolean | undefined;
}

/** In place of an index: the table's own key. */
export const OWN_KEY = 'table';

/**
 * A column of an order that no key provides. Of several columns, each orders the items that are equal in those before it; a list is never
 * empty. All items must be read before the first is known.
 */
export interface Sort {
  readonly column: string;
  readonly descending: boolean;
  /** The format of the column's values, if known. */
  readonly format?: AttributeFormat | undefined;
}

/** One part of a key condition expression. */
export type KeyCondition =
  | { readonly attribute: string; readonly operator: KeyComparison; readonly value: AttributeValue }
  | {
      readonly attribute: string;
      readonly operator: 'between';
      readonly low: AttributeValue;
      readonly high: AttributeValue;
    };

type KeyComparison = '=' | '<' | '<=' | '>' | '>=' | 'begins_with';

/** One Query of a plan: its key conditions, partition attributes first. */
export interface Branch {
  readonly key: readonly KeyCondition[];
}

/** An access path that was not chosen, and the reason. */
export interface Rejected {
  /** The name of an index, {@link TABLE_KEY}, or {@link SCAN}. */
  readonly path: string;
  readonly reason: Rejection;
}

/** The names of paths that are not indexes. */
export const TABLE_KEY = 'table key';
export const SCAN = 'Scan';

/** Why a path can't be used, or is worse than the chosen one. */
export type Rejection =
  /** No condition fixes any of these attributes, one of which is required. */
  | { readonly kind: 'not-fixed'; readonly attributes: readonly string[] }
  | { readonly kind: 'too-many-values'; readonly attributes: readonly string[] }
  /** The question is for items without this attribute, and an index contains only items with it. */
  | { readonly kind: 'always-has'; readonly attribute: string }
  /** A condition uses an attribute that exists only inside another path's key. */
  | { readonly kind: 'never-has'; readonly attribute: string }
  | { readonly kind: 'reads-everything' }
  /** The question names another path. */
  | { readonly kind: 'not-asked' }
  /** A global index can't be read consistently. */
  | { readonly kind: 'not-consistent' }
  | { readonly kind: Disadvantage };

/** The disadvantage against the chosen path. */
export type Disadvantage =
  | 'asks-every-known-value'
  | 'may-find-many'
  | 'needs-several-queries'
  | 'fits-fewer-conditions'
  | 'may-leave-out'
  | 'sorted-otherwise'
  | 'has-few-key-values'
  | 'lacks-attributes'
  | 'needs-more-queries'
  | 'filters-more'
  | 'declared-later';

/** A limitation of the plan that affects the answer. */
export type PlanNote =
  /** Items with other values of the attribute are not found. */
  | { readonly kind: 'assumed-values'; readonly attribute: string; readonly values: readonly string[] }
  /** Items without one of these attributes are not in the index. */
  | { readonly kind: 'sparse-index'; readonly index: string; readonly attributes: readonly string[] }
  /** Only items whose key begins with this prefix are found, although the question does not require it. */
  | { readonly kind: 'key-prefix'; readonly attribute: string; readonly prefix: string }
  /** The index does not project all requested attributes, which are read from the table. */
  | { readonly kind: 'not-projected'; readonly index: string; readonly by: 'DynamoDB' | 'BatchGetItem' }
  /** An order was requested, but no attribute provides one. */
  | { readonly kind: 'unordered' }
  /** Only a Scan serves, so the run requests the table's description first, and uses a key or index that is not in the definition. */
  | { readonly kind: 'looks-for-key' };

/** How one question will be executed: immutable, plain data with everything that execution needs. */
export type Plan = GetPlan | QueryPlan | ScanPlan;

interface PlanBase {
  /** The table's real name. */
  readonly table: string;
  readonly index?: string | undefined;
  /** The key of the access path: of the index, or of the table. */
  readonly schema: KeySchema;
  /** The table's key, if known. */
  readonly tableKey?: KeySchema | undefined;
  /** Conditions that DynamoDB evaluates in the filter, after reading. */
  readonly filter: readonly Condition[];
  /** Conditions that can be neither key conditions nor filters, so they are checked on the returned items. */
  readonly residual: readonly Condition[];
  /** The top-level attributes to return, sorted. All when absent. */
  readonly projection?: readonly string[] | undefined;
  /** The index does not project all requested attributes, so BatchGetItem fetches the complete items. */
  readonly complete: boolean;
  readonly count: boolean;
  readonly limit?: number | undefined;
  readonly sort?: readonly Sort[] | undefined;
  readonly consistent?: boolean | undefined;
  /** Key attributes of the index that an item of the answer may lack. Without them, it is not in the index and so not found. */
  readonly mayLack?: readonly string[] | undefined;
  /** The fingerprint of the Scan that this plan replaces now that the table's description is known. */
  readonly replaces?: string | undefined;
  /** The time that the items could be sorted by, if they are in no order. */
  readonly time?: string | undefined;
  readonly rejected: readonly Rejected[];
  readonly notes: readonly PlanNote[];
}

export interface GetPlan extends PlanBase {
  readonly operation: 'get';
  readonly key: Item;
}

/** One Query, or several whose results are merged in sort key order. */
export interface QueryPlan extends PlanBase {
  readonly operation: 'query' | 'merge';
  readonly branches: readonly Branch[];
  readonly descending: boolean;
  /** The index is local, so DynamoDB itself fetches attributes that it does not project. */
  readonly allAttributes: boolean;
  /** Key attributes whose template gives an item values that a residual condition checks. */
  readonly decoded?: readonly DecodedAttribute[] | undefined;
}

/** A key attribute with a template whose variables exist only inside it. */
export interface DecodedAttribute {
  readonly attribute: string;
  readonly template: string;
  /** The variables that are numbers. */
  readonly numbers: readonly string[];
}

/** Maximum number of segments. They are read concurrently, and each buffers two pages of 1 MB, which take several times that in memory. */
export const MAX_SEGMENTS = 100;

/** A Scan of the table or of an index. */
export interface ScanPlan extends PlanBase {
  readonly operation: 'scan';
  readonly segments: number;
  /** See {@link QueryPlan.allAttributes}. */
  readonly allAttributes?: boolean | undefined;
}

export function isQuery(plan: Plan): plan is QueryPlan {
  return plan.operation === 'query' || plan.operation === 'merge';
}
