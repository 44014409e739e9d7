import type { AttributeValue } from '../dynamo/model/values';

/** A format with a record for each item, whose cells are in the order of a header. */
export interface RecordFormat {
  /** What precedes the first cell, stands between two, and follows the last. */
  readonly start: string;
  readonly separator: string;
  readonly end: string;
  /** What stands for the cells of a record whose only cell is empty. */
  readonly loneEmpty: string;
  header(columns: readonly string[]): string;
  /** Returns a function that formats the values of one column. An absent value is an empty cell. */
  cell(column: string): (value: AttributeValue | undefined) => string;
}
