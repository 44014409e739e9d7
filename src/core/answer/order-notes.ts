import type { AttributeValue, Item } from '../../dynamo/model/values';
import { isQuery, type Plan } from '../../dynamo/plan/plan';
import type { PreparedQuestion } from '../question/prepare';
import { timeFormat } from '../question/sampled-times';
import type { Note } from './note';

/** Finds out what the user should know about the order of the items: that there is none, or that the oldest are first. */
export class OrderNotes {
  readonly #plan: Plan;
  readonly #isOrderAsked: boolean;
  /** The sort key by which the oldest items come first, if its values turn out to be times. */
  readonly #ascendingBy: string | undefined;
  #isOldestFirst: boolean | undefined;

  /** `plan` is the plan of the question that is run. */
  constructor({ question, table }: PreparedQuestion, plan: Plan) {
    this.#plan = plan;
    this.#isOrderAsked = question.order !== undefined;
    const isChosen = this.#isOrderAsked || question.sort !== undefined;
    const column = isChosen ? undefined : ascendingSortKey(plan);
    const attribute = column === undefined ? undefined : table.attributes[column];
    // Something else than a time is known not to be one.
    this.#ascendingBy = attribute?.format || attribute?.values ? undefined : column;
  }

  see(items: readonly Item[]): void {
    const column = this.#ascendingBy;
    if (column === undefined || this.#isOldestFirst !== undefined || items.length === 0) return;
    this.#isOldestFirst = areSortedByTime(items.flatMap((item) => item[column] ?? []));
  }

  /** Returns the notes on an answer of `count` items. `isWhole`: nothing is left to read. A single item is in any order. */
  notes(count: number, isWhole: boolean): readonly Note[] {
    if (count === 0 || (count === 1 && isWhole)) return [];
    if (this.#isOldestFirst) return [{ kind: 'oldest-first' }];
    if (!isUnordered(this.#plan)) return [];
    const { time } = this.#plan;
    return [
      {
        kind: 'unordered',
        ...(time !== undefined && { time }),
        ...(this.#isOrderAsked && { isAsked: true }),
      },
    ];
  }
}

/** Returns the attribute whose values ascend in the answer, if a Query provides that order. */
function ascendingSortKey(plan: Plan): string | undefined {
  if (!isQuery(plan) || plan.descending || plan.sort || plan.count) return undefined;
  const fixed = plan.branches[0]?.key.filter(({ operator }) => operator === '=');
  return plan.schema.sortKey?.find((name) => !fixed?.some(({ attribute }) => attribute === name));
}

/** The characters that separate the parts of a composed key. */
const SEPARATORS = /[#|]/;

/** Whether values are ordered by a time: it is all of each value, or the first part in which they differ. */
function areSortedByTime(values: readonly AttributeValue[]): boolean {
  const parts = values.map((value) =>
    'S' in value ? value.S.split(SEPARATORS).map((S): AttributeValue => ({ S })) : [value],
  );
  const [first = []] = parts;
  for (const [i, part] of first.entries()) {
    const others = parts.map((some) => some[i]);
    if (others.every((other) => other && timeFormat(other) !== undefined)) return true;
    if (others.some((other) => JSON.stringify(other) !== JSON.stringify(part))) return false;
  }
  return false;
}

/** Whether the items of an answer are in no order that means anything: neither sorted nor in the order of a sort key. */
function isUnordered({ operation, schema, sort, count }: Plan): boolean {
  if (operation === 'get' || sort || count) return false;
  return operation === 'scan' || (schema.sortKey ?? []).length === 0;
}
