import * as z from 'zod/mini';
import { isStageName } from './table-names';

/** What the functions of a CloudFormation template refer to. */
export const Scope = z.looseObject({
  Parameters: z.optional(z.record(z.string(), z.looseObject({ Default: z.optional(z.unknown()) }))),
  Conditions: z.optional(z.record(z.string(), z.unknown())),
  Mappings: z.optional(z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())))),
});

/** Nested functions that are deeper than this are not evaluated, so that a condition that refers to itself ends. */
const MAX_DEPTH = 40;

/**
 * Evaluates the functions in a CloudFormation template as far as it contains what they need. What it does not contain stays in texts as
 * `\${Name}`.
 */
export class Intrinsics {
  /** What was decided without certainty. */
  readonly remarks: string[] = [];
  /** The defaults that stand for the values of parameters, by the name of the parameter. */
  readonly defaults = new Map<string, string>();
  readonly #scope: z.infer<typeof Scope>;

  constructor(scope: z.infer<typeof Scope>) {
    this.#scope = scope;
  }

  /** Returns a value with its functions evaluated. Undefined stands for AWS::NoValue, and for a function that can't be evaluated. */
  evaluate(value: unknown, depth = 0): unknown {
    if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value))
      return value.flatMap((one) => {
        const evaluated = this.evaluate(one, depth + 1);
        return evaluated === undefined ? [] : [evaluated];
      });
    const entries = Object.entries(value);
    const [[name, argument] = ['', undefined]] = entries;
    if (entries.length === 1 && (name === 'Ref' || name === 'Condition' || name.startsWith('Fn::')))
      return this.#call(name, argument, depth + 1);
    return Object.fromEntries(
      entries.flatMap(([key, one]) => {
        const evaluated = this.evaluate(one, depth + 1);
        return evaluated === undefined ? [] : [[key, evaluated]];
      }),
    );
  }

  #call(name: string, argument: unknown, depth: number): unknown {
    const of = (value: unknown) => this.evaluate(value, depth);
    switch (name) {
      case 'Ref':
        return typeof argument === 'string' ? this.#reference(argument) : undefined;
      case 'Fn::GetAtt':
        return `\${${[argument].flat().join('.')}}`;
      case 'Fn::ImportValue':
        return `\${${String(of(argument)).replace(/[${}]/g, '')}}`;
      case 'Fn::Sub':
        return this.#substitute(argument, depth);
      case 'Fn::If':
        return this.#branch(argument, depth);
    }
    const [first, second, third] = Array.isArray(argument) ? argument.map(of) : [];
    switch (name) {
      case 'Fn::Join':
        return isTexts(second) ? second.join(String(first)) : undefined;
      case 'Fn::Select':
        return Array.isArray(second) ? second[Number(first)] : undefined;
      case 'Fn::Split':
        return typeof second === 'string' ? second.split(String(first)) : undefined;
      case 'Fn::FindInMap':
        return this.#inMap(String(first), String(second), String(third));
      default:
        return undefined;
    }
  }

  #reference(name: string): unknown {
    if (name === 'AWS::NoValue') return undefined;
    const known = this.#scope.Parameters?.[name]?.Default;
    const isText = (typeof known === 'string' && known !== '') || typeof known === 'number';
    if (isStageName(name) || !isText) return `\${${name}}`;
    this.defaults.set(name, String(known));
    return String(known);
  }

  /** A value of a mapping. A key that depends on a parameter matters only as far as the values differ by it. */
  #inMap(map: string, key: string, name: string): unknown {
    const mapping = this.#scope.Mappings?.[map] ?? {};
    const known = mapping[key]?.[name];
    if (known !== undefined) return known;
    const values = key.includes('${')
      ? Object.entries(mapping).map(([one, { [name]: value }]) => ({ one, value }))
      : [];
    const [first] = values;
    if (first && values.every(({ value }) => value === first.value)) return first.value;
    // `orders-dev` for dev and `orders-prod` for prod differ only by the key itself.
    const texts = values.map(({ one, value }) => (typeof value === 'string' ? value.replace(one, key) : one));
    const [text] = texts;
    if (text?.includes(key) && texts.every((one) => one === text)) return text;
    const chosen = this.#withDefaults(key) ?? '';
    const value = mapping[chosen]?.[name];
    if (value === undefined) return `\${${name}}`;
    this.remarks.push(`${shown(value)} if ${shown(key)} is ${chosen}, its default`);
    return value;
  }

  #substitute(argument: unknown, depth: number): unknown {
    const [text, values = {}] = Array.isArray(argument) ? argument : [argument];
    if (typeof text !== 'string') return undefined;
    const own = this.evaluate(values, depth) as Record<string, unknown>;
    return text.replace(/\$\{(!?)([^}]*)\}/g, (whole, literal: string, variable: string) => {
      if (literal) return `\${${variable}}`;
      if (Object.hasOwn(own, variable)) return isStageName(variable) ? whole : String(own[variable]);
      return variable.includes('.') ? whole : String(this.#reference(variable) ?? whole);
    });
  }

  /** The branch that the condition chooses, or else the first one that has a value. The remark then tells the other. */
  #branch(argument: unknown, depth: number): unknown {
    const [condition, yes, no] = Array.isArray(argument) ? argument : [];
    const name = String(condition);
    const chosen = this.#isTrue(this.#scope.Conditions?.[name], depth);
    const branches = [this.evaluate(yes, depth), this.evaluate(no, depth)];
    const [first, second] = branches;
    if (chosen?.isCertain) return chosen.value ? first : second;
    const value = (chosen?.value === false ? second : first) ?? second ?? first;
    if (value === undefined) return undefined;
    const other = value === first ? second : first;
    const taken = shown(value);
    const isFirst = value === first;
    this.remarks.push(
      other === undefined
        ? `${taken} only if ${isFirst ? '' : 'not '}${name}`
        : `${taken} if ${isFirst ? '' : 'not '}${name}, else ${shown(other)}`,
    );
    return value;
  }

  /** Whether a condition is true. It is uncertain if it depends on a parameter, of which the default is taken. */
  #isTrue(
    condition: unknown,
    depth: number,
  ): { readonly value: boolean; readonly isCertain: boolean } | undefined {
    if (depth > MAX_DEPTH || typeof condition !== 'object' || condition === null) return undefined;
    const [[name, argument] = ['', undefined]] = Object.entries(condition);
    if (name === 'Condition') return this.#isTrue(this.#scope.Conditions?.[String(argument)], depth + 1);
    const parts = Array.isArray(argument) ? argument : [];
    if (name === 'Fn::Equals') {
      const [a, b] = parts.map((part) => this.evaluate(part, depth + 1));
      const [one, other] = [a, b].map((part) => this.#withDefaults(part));
      if (one === undefined || other === undefined) return undefined;
      return { value: one === other, isCertain: !JSON.stringify(parts).includes('"Ref"') };
    }
    const results = parts.map((part) => this.#isTrue(part, depth + 1));
    const known = results.flatMap((result) => result ?? []);
    const isCertain = known.every((result) => result.isCertain);
    const [only] = known;
    if (name === 'Fn::Not' && only) return { ...only, value: !only.value };
    if (known.length < results.length || results.length === 0) return undefined;
    if (name === 'Fn::And') return { value: known.every(({ value }) => value), isCertain };
    return name === 'Fn::Or' ? { value: known.some(({ value }) => value), isCertain } : undefined;
  }

  /** A text with the defaults of the parameters that are left in it, or undefined if one has no default. */
  #withDefaults(value: unknown): string | undefined {
    if (typeof value !== 'string') return value === undefined ? undefined : String(value);
    const text = value.replace(/\$\{([^}]+)\}/g, (whole, name: string) => {
      const known = this.#scope.Parameters?.[name]?.Default;
      return typeof known === 'string' ? known : whole;
    });
    return text.includes('${') ? undefined : text;
  }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string' || typeof one === 'number');
}

/** A value in a remark: a text itself, and of an index its name. */
function shown(value: unknown): string {
  if (typeof value === 'string') return value.replace(/\$\{([^}]+)\}/g, '{$1}');
  const { IndexName } = (value ?? {}) as { IndexName?: unknown };
  if (typeof IndexName === 'string') return `the index ${IndexName}`;
  const text = JSON.stringify(value) ?? '';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
