import type { PlanNote, Rejection } from '../../dynamo/plan/plan';

/** Returns the reason why a path was rejected. */
export function rejectionText(reason: Rejection): string {
  switch (reason.kind) {
    case 'not-fixed':
      return `${reason.attributes.join(' or ')} is not fixed`;
    case 'too-many-values':
      return `too many values of ${reason.attributes.join(' or ')}`;
    case 'always-has':
      return `all of its items have ${reason.attribute}`;
    case 'never-has':
      return `its items have no ${reason.attribute}`;
    case 'reads-everything':
      return 'reads the whole table';
    case 'not-asked':
      return 'not the path that was requested';
    case 'not-consistent':
      return 'a global index does not support consistent reads';
    case 'asks-every-known-value':
      return 'needs a Query for every known value of its key';
    case 'may-find-many':
      return 'one key may have many items';
    case 'needs-several-queries':
      return 'needs several Queries';
    case 'fits-fewer-conditions':
      return 'fewer conditions fit its key';
    case 'may-leave-out':
      return 'may not contain all items that meet the conditions';
    case 'sorted-otherwise':
      return 'its items would have to be sorted';
    case 'has-few-key-values':
      return 'its key has few values, so more items would be read';
    case 'lacks-attributes':
      return 'does not project all requested attributes';
    case 'needs-more-queries':
      return 'needs more Queries';
    case 'filters-more':
      return 'more items would be filtered out';
    case 'declared-later':
      return 'equivalent to the chosen path, but declared after it';
  }
}

/** Returns a caveat about the answer of a plan. */
export function planNoteText(note: PlanNote): string {
  switch (note.kind) {
    case 'assumed-values':
      return `queries every known ${note.attribute} (${note.values.join(', ')}); items with any other value are not found`;
    case 'sparse-index':
      return `items without ${note.attributes.join(' or ')} are not in ${note.index}`;
    case 'key-prefix':
      return `queries only items whose ${note.attribute} begins with ${note.prefix}`;
    case 'not-projected': {
      const how =
        note.by === 'DynamoDB' ? 'DynamoDB fetches the rest from the table' : 'BatchGetItem fetches the rest';
      return `${note.index} does not project all requested attributes: ${how}`;
    }
    case 'unordered':
      return 'a Scan returns items in no particular order; use --sort <column> to sort them';
    case 'looks-for-key':
      return "the run requests the table's description first, and uses a key or index that serves the question instead of a Scan";
  }
}
