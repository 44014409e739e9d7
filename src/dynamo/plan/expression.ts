import { type Condition, type Extent, filterRange } from '../model/condition';
import type { Path } from '../model/path';
import type { AttributeValue } from '../model/values';
import type { KeyCondition } from './plan';

const COMPARATORS: Readonly<Record<string, string>> = {
  '=': '=',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

/** `IN` takes at most this many values (an AWS limit). */
const IN_OPERANDS = 100;

/**
 * Writes DynamoDB expressions. Every name and every value gets a placeholder, because hundreds of words are reserved and names may contain
 * any character. Equal names share a placeholder.
 */
export class ExpressionWriter {
  readonly #names = new Map<string, string>();
  readonly #values: Record<string, AttributeValue> = {};
  #count = 0;

  /** Returns `ExpressionAttributeNames` and `ExpressionAttributeValues`, each only if it is not empty. */
  placeholders(): {
    ExpressionAttributeNames?: Record<string, string>;
    ExpressionAttributeValues?: Record<string, AttributeValue>;
  } {
    return {
      ...(this.#names.size > 0 && {
        ExpressionAttributeNames: Object.fromEntries([...this.#names].map(([name, alias]) => [alias, name])),
      }),
      ...(this.#count > 0 && { ExpressionAttributeValues: this.#values }),
    };
  }

  name(attribute: string): string {
    const known = this.#names.get(attribute);
    if (known) return known;
    const alias = `#n${this.#names.size}`;
    this.#names.set(attribute, alias);
    return alias;
  }

  value(value: AttributeValue): string {
    const placeholder = `:v${this.#count++}`;
    this.#values[placeholder] = value;
    return placeholder;
  }

  path(path: Path): string {
    return path
      .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i === 0 ? '' : '.'}${this.name(step)}`))
      .join('');
  }

  keyCondition(conditions: readonly KeyCondition[]): string {
    return conditions.map((condition) => this.#keyPart(condition)).join(' AND ');
  }

  #keyPart(condition: KeyCondition): string {
    const name = this.name(condition.attribute);
    if (condition.operator === 'between') {
      return `${name} BETWEEN ${this.value(condition.low)} AND ${this.value(condition.high)}`;
    }
    const value = this.value(condition.value);
    return condition.operator === 'begins_with'
      ? `begins_with(${name}, ${value})`
      : `${name} ${condition.operator} ${value}`;
  }

  /**
   * Returns all conditions joined with AND, or undefined when there are none. The filter may let a few items too many pass (see
   * {@link needsCheck}), but never drops one that meets the conditions.
   */
  filter(conditions: readonly Condition[]): string | undefined {
    return conditions.length === 0
      ? undefined
      : conditions.map((condition) => this.#enclosed(condition, 'widest')).join(' AND ');
  }

  #enclosed(condition: Condition, extent: Extent): string {
    const terms = this.#alternatives(condition, extent);
    return terms.length === 1 ? terms.join() : `(${terms.join(' OR ')})`;
  }

  /** Returns a condition as terms of which one must hold. DynamoDB rejects redundant parentheses, so each place adds its own. */
  #alternatives(condition: Condition, extent: Extent): readonly string[] {
    const { operator } = condition;
    if (operator === 'any') return condition.any.flatMap((one) => this.#alternatives(one, extent));
    if (operator === 'in' && condition.values.length > 0) {
      return this.#lists(this.path(condition.path), condition.values);
    }
    if (operator !== 'not') return [this.#term(condition, extent)];
    // What is left out of the narrowest is in the widest.
    const terms = this.#alternatives(condition.not, extent === 'widest' ? 'narrowest' : 'widest');
    return [`NOT (${terms.join(' OR ')})`];
  }

  #term(condition: Exclude<Condition, { operator: 'any' | 'not' }>, extent: Extent): string {
    const path = this.path(condition.path);
    switch (condition.operator) {
      case 'exists':
        return `attribute_exists(${path})`;
      case 'not_exists':
        return `attribute_not_exists(${path})`;
      case 'in':
        // No value is in an empty list.
        return `attribute_exists(${path}) AND attribute_not_exists(${path})`;
      case 'begins_with':
      case 'contains':
        return `${condition.operator}(${path}, ${this.value(condition.value)})`;
      case 'ends_with': {
        const value = this.value(condition.value);
        return extent === 'widest' ? `contains(${path}, ${value})` : `${path} = ${value}`;
      }
      case 'window': {
        const { low, high } = filterRange(condition.window, extent);
        const ends = [
          ...(low ? [`${path} ${low.inclusive ? '>=' : '>'} ${this.value(low.value)}`] : []),
          ...(high ? [`${path} ${high.inclusive ? '<=' : '<'} ${this.value(high.value)}`] : []),
        ];
        return ends.length > 0 ? ends.join(' AND ') : `attribute_exists(${path})`;
      }
      default:
        return `${path} ${COMPARATORS[condition.operator]} ${this.value(condition.value)}`;
    }
  }

  /** Writes IN, several times if there are too many values. */
  #lists(path: string, values: readonly AttributeValue[]): readonly string[] {
    const lists: string[] = [];
    for (let start = 0; start < values.length; start += IN_OPERANDS) {
      const some = values.slice(start, start + IN_OPERANDS).map((value) => this.value(value));
      lists.push(`${path} IN (${some.join(', ')})`);
    }
    return lists;
  }
}
