import { isTime } from '../../dynamo/model/definition';
import { attributeDefinition } from '../columns';
import { cutEnd, cutMiddle } from '../text-width';
import type { View } from '../view';
import { withoutBar } from './progress-bar';
import { isStatus } from './status';

/** How a column shrinks on a terminal that is too narrow. */
export interface Narrowing {
  /**
   * Minimum widths in cells, in steps: comfortable, tight and cramped. A column shrinks below one step only after all columns have reached
   * theirs.
   */
  readonly steps: readonly [comfortable: number, tight: number, cramped: number];
  readonly cut: (text: string, width: number) => string;
}

/** Minimum width of a column in cells, below which neither its cells nor its header are readable. */
export const MIN_WIDTH = 6;

/** 38 digits, a sign and a decimal point. DynamoDB stores no longer numbers. */
const MAX_NUMBER_WIDTH = 40;

/** Width of a time truncated after its minutes: `2025-06-16T21:19…`. */
const TIME_WIDTH = 17;

/**
 * Returns how a column shrinks. `content` is the width of its widest value in cells. Numbers are never truncated, times keep their minutes,
 * IDs keep both ends, and other text shrinks first.
 */
export function narrowing(name: string, numeric: boolean, content: number, view: View): Narrowing {
  const definition = attributeDefinition(view.shape, name);
  const capped = (...steps: Narrowing['steps']) =>
    steps.map((step) => Math.min(step, content)) as [number, number, number];
  if (name === view.shape.display?.progress)
    return { steps: capped(content, MIN_WIDTH, MIN_WIDTH), cut: withoutBar };
  if (numeric) return { steps: capped(MAX_NUMBER_WIDTH, MAX_NUMBER_WIDTH, MAX_NUMBER_WIDTH), cut: cutEnd };
  if (name === view.shape.ttl || isTime(definition) || (!definition && TIME_NAME.test(name))) {
    return { steps: capped(20, TIME_WIDTH, TIME_WIDTH), cut: cutEnd };
  }
  if (isStatus(definition, name)) return { steps: capped(content, 11, 8), cut: cutEnd };
  if (ID_NAME.test(name)) return { steps: capped(12, 8, 7), cut: cutMiddle };
  return { steps: capped(12, 9, MIN_WIDTH), cut: cutEnd };
}

const TIME_NAME = /(?:_at|At|[dD]ate|[tT]ime|[tT]imestamp)$/;
const ID_NAME = /(?:^|_)(?:id|arn|hash)$|(?:Id|ID|Arn|ARN|PK|SK)$/;
