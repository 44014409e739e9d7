import { type Condition, type Extent, filterRange, type Window } from '../dynamo/model/condition';
import { isoText } from '../dynamo/model/instant';
import { pathText } from '../dynamo/model/path';
import type { KeyCondition } from '../dynamo/plan/plan';
import { jsonText } from './json/json-text';
import { visible } from './terminal-safe';

/** Formats values as JSON that is safe for any terminal. */
const json = jsonText('exact', true);

/** Formats a key condition for people: `GSI1PK = "TENANT#acme"`. */
export function keyConditionText(condition: KeyCondition): string {
  const name = visible(condition.attribute);
  if (condition.operator === 'between') {
    return `${name} between ${json.value(condition.low)} and ${json.value(condition.high)}`;
  }
  return comparison(name, condition.operator, json.value(condition.value));
}

/** Formats a condition as it is sent to DynamoDB in a filter. */
export function filterText(condition: Condition): string {
  return textOf(condition, 'widest');
}

/** Formats a condition as the user gave it, with the exact ends of a time window. */
export function conditionText(condition: Condition): string {
  return textOf(condition, 'exact');
}

function textOf(condition: Condition, extent: Extent | 'exact'): string {
  const name = visible(pathText(condition.path));
  switch (condition.operator) {
    case 'exists':
      return `${name} exists`;
    case 'not_exists':
      return `${name} does not exist`;
    case 'in':
      return `${name} in (${condition.values.map(json.value).join(', ')})`;
    case 'window':
      return windowText(name, condition.window, extent);
    case 'any':
      return `(${condition.any.map((one) => textOf(one, extent)).join(' or ')})`;
    case 'not': {
      const text = textOf(condition.not, opposites[extent]);
      return condition.not.operator === 'any' ? `not ${text}` : `not (${text})`;
    }
    case 'ends_with':
      return comparison(name, ENDS_WITH[extent], json.value(condition.value));
    default:
      return comparison(name, condition.operator, json.value(condition.value));
  }
}

/** How a filter, which can't test the end of a text, tests whether it may or must end with another. */
const ENDS_WITH = { widest: 'contains', narrowest: '=', exact: 'ends with' } as const;

/** The extent of the condition inside a negation. */
const opposites = { widest: 'narrowest', narrowest: 'widest', exact: 'exact' } as const;

function windowText(name: string, window: Window, extent: Extent | 'exact'): string {
  if (extent === 'exact') {
    const { after, upTo } = window;
    return ends(
      name,
      after && { ...after, text: isoText(after.instant) },
      upTo && { ...upTo, text: isoText(upTo.instant) },
    );
  }
  const { low, high } = filterRange(window, extent);
  return ends(
    name,
    low && { ...low, text: json.value(low.value) },
    high && { ...high, text: json.value(high.value) },
  );
}

interface End {
  readonly inclusive: boolean;
  readonly text: string;
}

function ends(name: string, low: End | undefined, high: End | undefined): string {
  return [
    ...(low ? [comparison(name, low.inclusive ? '>=' : '>', low.text)] : []),
    ...(high ? [comparison(name, high.inclusive ? '<=' : '<', high.text)] : []),
  ].join(' and ');
}

function comparison(name: string, operator: string, value: string): string {
  return `${name} ${operator.replace('begins_with', 'begins with')} ${value}`;
}
