import type { Condition } from '../model/condition';
import type { AttributeFormat, KeySchema, Order } from '../model/definition';
import type { AttributeValue, Item } from '../model/values';

/** What is asked of one table, in the user's terms. */
export interface Question {
  readonly conditions: readonly Condition[];
  /** Columns that the user named; all attributes are wanted when absent. */
  readonly columns?: readonly string[] | undefined;
  /** By sort key; newest first where that is a time, else ascending, when absent. */
  readonly order?: Order | undefined;
  readonly sort?: Sort | undefined;
  readonly count?: boolean | undefined;
  /** At most this many items. */
  readonly limit?: number | undefined;
  readonly segments?: number | undefined;
}

/** Order by something that is no key: the whole answer must be read before its first item is known. */
export interface Sort {
  readonly column: string;
  readonly descending: boolean;
  /** How the column's values are to be read, where that is known. */
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

/** One Query of a plan: the conditions on the key, partition attributes first. */
export interface Branch {
  readonly key: readonly KeyCondition[];
}

/** A path that was not taken, and why. */
export interface Rejected {
  /** The name of an index, or what {@link TABLE_KEY} and {@link SCAN} stand for. */
  readonly path: string;
  readonly reason: Rejection;
}

/** The paths that have no name of their own. */
export const TABLE_KEY = 'table key';
export const SCAN = 'Scan';

/** Why a path can't answer, or answers worse than the chosen one. */
export type Rejection =
  /** Nothing fixes these partition attributes, of which one would have to be. */
  | { readonly kind: 'not-fixed'; readonly attributes: readonly string[] }
  | { readonly kind: 'too-many-values'; readonly attributes: readonly string[] }
  /** The question is about items without this attribute, and an index has only items with it. */
  | { readonly kind: 'always-has'; readonly attribute: string }
  /** A condition is on an attribute that only exists inside another path's key. */
  | { readonly kind: 'never-has'; readonly attribute: string }
  | { readonly kind: 'reads-everything' }
  | { readonly kind: Disadvantage };

/** In what another path is better. */
export type Disadvantage =
  | 'asks-every-known-value'
  | 'may-find-many'
  | 'needs-several-queries'
  | 'fits-fewer-conditions'
  | 'has-few-key-values'
  | 'lacks-attributes'
  | 'needs-more-queries'
  | 'filters-more'
  | 'declared-later';

/** What to know about an answer before trusting it. */
export type PlanNote =
  /** Items with any other value of the attribute are not found. */
  | { readonly kind: 'assumed-values'; readonly attribute: string; readonly values: readonly string[] }
  /** Items without one of these attributes are not in the index. */
  | { readonly kind: 'sparse-index'; readonly index: string; readonly attributes: readonly string[] }
  /** Only items whose key begins like this are asked for, which the question did not say. */
  | { readonly kind: 'key-prefix'; readonly attribute: string; readonly prefix: string }
  /** The index lacks attributes that were asked for, which the table provides. */
  | { readonly kind: 'not-projected'; readonly index: string; readonly by: 'DynamoDB' | 'BatchGetItem' }
  /** An order was asked for, and there is none. */
  | { readonly kind: 'unordered' };

/** How one question will be asked. Immutable, plain data, and all that execution needs to know. */
export type Plan = GetPlan | QueryPlan | ScanPlan;

interface PlanBase {
  /** The table's real name. */
  readonly table: string;
  readonly index?: string | undefined;
  /** Key of the path: of the index, or of the table. */
  readonly schema: KeySchema;
  /** Key of the table, when it is known. */
  readonly tableKey?: KeySchema | undefined;
  /** What DynamoDB itself drops, after reading. */
  readonly filter: readonly Condition[];
  /** What DynamoDB can be asked neither as key condition nor as filter, so is checked on the items it returns. */
  readonly residual: readonly Condition[];
  /** The only attributes to return (whole top-level ones), sorted; everything when absent. */
  readonly projection?: readonly string[] | undefined;
  /** The index does not hold all that was asked for: its items are completed by BatchGetItem. */
  readonly complete: boolean;
  readonly count: boolean;
  readonly limit?: number | undefined;
  readonly sort?: Sort | undefined;
  readonly rejected: readonly Rejected[];
  readonly notes: readonly PlanNote[];
}

export interface GetPlan extends PlanBase {
  readonly operation: 'get';
  readonly key: Item;
}

/** One Query, or several whose answers are merged in sort key order. */
export interface QueryPlan extends PlanBase {
  readonly operation: 'query' | 'merge';
  readonly branches: readonly Branch[];
  readonly descending: boolean;
  /** The index is local, so DynamoDB itself fetches what the index lacks. */
  readonly allAttributes: boolean;
}

/** All segments are read at the same time, and each holds two pages of a megabyte, which take several times that in memory. */
export const MOST_SEGMENTS = 100;

export interface ScanPlan extends PlanBase {
  readonly operation: 'scan';
  readonly segments: number;
}

export function isQuery(plan: Plan): plan is QueryPlan {
  return plan.operation === 'query' || plan.operation === 'merge';
}
