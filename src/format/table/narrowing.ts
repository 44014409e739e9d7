import { isTime } from '../../dynamo/model/definition';
import { attributeDefinition } from '../columns';
import { cutEnd, cutMiddle } from '../text-width';
import type { View } from '../view';
import { withoutBar } from './progress-bar';
import { isStatus } from './status';

/** How a column gives way on a terminal that is too narrow for it. */
export interface Narrowing {
  /**
   * The widths in cells below which it goes only when all columns are down to theirs: comfortable, tight, and cramped.
   */
  readonly steps: readonly [comfortable: number, tight: number, cramped: number];
  readonly cut: (text: string, width: number) => string;
}

/** Narrower than this a column says nothing any more, neither in its cells nor in its header. */
export const NARROWEST = 6;

/** 38 digits, a sign, a point. What is longer was no number when it was stored. */
const LONGEST_NUMBER = 40;

/** A time with its minutes, cut: `2025-06-16T21:19…`. */
const MINUTES = 17;

/**
 * The narrowing of a column whose widest value takes `content` cells: a number is never cut, a time keeps its minutes, an id
 * both of its ends, and other text goes first, long before short.
 */
export function narrowing(name: string, numeric: boolean, content: number, view: View): Narrowing {
  const definition = attributeDefinition(view.shape, name);
  const upTo = (...steps: Narrowing['steps']) =>
    steps.map((step) => Math.min(step, content)) as [number, number, number];
  if (name === view.shape.display?.progress)
    return { steps: upTo(content, NARROWEST, NARROWEST), cut: withoutBar };
  if (numeric) return { steps: upTo(LONGEST_NUMBER, LONGEST_NUMBER, LONGEST_NUMBER), cut: cutEnd };
  if (name === view.shape.ttl || isTime(definition) || (!definition && TIME_NAME.test(name))) {
    return { steps: upTo(20, MINUTES, MINUTES), cut: cutEnd };
  }
  if (isStatus(definition, name)) return { steps: upTo(content, 11, 8), cut: cutEnd };
  if (ID_NAME.test(name)) return { steps: upTo(12, 8, 7), cut: cutMiddle };
  return { steps: upTo(12, 9, NARROWEST), cut: cutEnd };
}

const TIME_NAME = /(?:_at|At|[dD]ate|[tT]ime|[tT]imestamp)$/;
const ID_NAME = /(?:^|_)(?:id|arn|hash)$|(?:Id|ID|Arn|ARN|PK|SK)$/;
