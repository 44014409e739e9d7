import type { PlanNote, Rejection } from '../../dynamo/plan/plan';

/** Why a path was not taken. */
export function rejectionText(reason: Rejection): string {
  switch (reason.kind) {
    case 'not-fixed':
      return `${reason.attributes.join(' or ')} is not fixed`;
    case 'too-many-values':
      return `there are too many values of ${reason.attributes.join(' or ')}`;
    case 'always-has':
      return `all of its items have ${reason.attribute}`;
    case 'never-has':
      return `its items have no ${reason.attribute}`;
    case 'reads-everything':
      return 'it reads the whole table';
    case 'asks-every-known-value':
      return 'it would have to ask for every known value of its key';
    case 'may-find-many':
      return 'it may find many items for one key';
    case 'needs-several-queries':
      return 'it needs several Queries';
    case 'fits-fewer-conditions':
      return 'fewer conditions fit its key';
    case 'has-few-key-values':
      return 'its key has few values, so it would read more items';
    case 'lacks-attributes':
      return 'it lacks attributes that were asked for';
    case 'needs-more-queries':
      return 'it needs more Queries';
    case 'filters-more':
      return 'more would have to be filtered';
    case 'declared-later':
      return 'as good as the chosen one, but declared after it';
  }
}

/** What to know about an answer before trusting it. */
export function planNoteText(note: PlanNote): string {
  switch (note.kind) {
    case 'assumed-values':
      return `asks for every known ${note.attribute} (${note.values.join(', ')}); items with any other are not found`;
    case 'sparse-index':
      return `an item without ${note.attributes.join(' or ')} is not in ${note.index}`;
    case 'key-prefix':
      return `asks only for items whose ${note.attribute} begins with ${note.prefix}`;
    case 'not-projected': {
      const how =
        note.by === 'DynamoDB' ? 'DynamoDB fetches the rest from the table' : 'BatchGetItem fetches the rest';
      return `${note.index} does not project everything that was asked for: ${how}`;
    }
    case 'unordered':
      return 'a Scan has no order; use --sort <column> for one';
  }
}
