import { isStageName } from '../table-names';
import type { Body, Expression } from './hcl';

/** A value of a Terraform configuration. Texts contain what the file does not tell as `\${var.name}`. Undefined where nothing is known. */
export type TerraformValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly TerraformValue[]
  | { readonly [name: string]: TerraformValue };

/** References that lead to each other more often than this are not followed. */
const MAX_DEPTH = 10;

/** Evaluates expressions with the defaults of the variables and the locals of a file. */
export class Evaluator {
  readonly #variables = new Map<string, Expression>();
  readonly #locals = new Map<string, Expression>();

  constructor({ blocks }: Body) {
    for (const { type, labels, body } of blocks) {
      const fallback = body.attributes.get('default');
      if (type === 'variable' && labels[0] !== undefined && fallback)
        this.#variables.set(labels[0], fallback);
      if (type === 'locals') for (const [name, value] of body.attributes) this.#locals.set(name, value);
    }
  }

  evaluate(expression: Expression, depth = 0): TerraformValue {
    const of = (one: Expression) => this.evaluate(one, depth + 1);
    switch (expression.kind) {
      case 'value':
        return expression.value;
      case 'template':
        return expression.parts
          .map((part) => (typeof part === 'string' ? part : textOf(of(part), part)))
          .join('');
      case 'list':
        return expression.elements.map(of);
      case 'object':
        return Object.fromEntries([...expression.members].map(([name, member]) => [name, of(member)]));
      case 'reference':
        return this.#reference(expression.path, depth);
      case 'call':
        return call(expression.name, expression.arguments.map(of));
      case 'other':
        return undefined;
    }
  }

  #reference(path: string, depth: number): TerraformValue {
    const [, kind, name = ''] = /^(var|local)\.([\w-]+)$/.exec(path) ?? [];
    const known =
      kind === 'var' ? this.#variables.get(name) : kind === 'local' ? this.#locals.get(name) : undefined;
    const value = known && depth < MAX_DEPTH ? this.evaluate(known, depth + 1) : undefined;
    // The stage has a default too, but it is a variable of the table's name.
    return value === undefined || value === null || isStageName(name) ? `\${${path}}` : value;
  }
}

function textOf(value: TerraformValue, expression: Expression): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  return `\${${nameOf(expression).replace(/[${}]/g, '')}}`;
}

function nameOf(expression: Expression): string {
  if (expression.kind === 'other') return expression.text;
  return expression.kind === 'reference' ? expression.path : 'expression';
}

function call(name: string, values: readonly TerraformValue[]): TerraformValue {
  const [first, ...others] = values;
  if (name === 'join' && typeof first === 'string') {
    const parts = others.flat();
    return parts.every((part) => typeof part === 'string') ? parts.join(first) : undefined;
  }
  if (name === 'format' && typeof first === 'string') {
    let at = 0;
    const text = first.replace(/%[sdv]/g, (whole) => String(others[at++] ?? whole));
    return text.includes('%') ? undefined : text;
  }
  if (name === 'lower' && typeof first === 'string') return lowered(first);
  if (name === 'toset' || name === 'tolist' || name === 'concat') return values.flat();
  return undefined;
}

/** The text in lower case, without changing the names of what is unknown in it. */
function lowered(text: string): string {
  return text.replace(/\$\{[^}]*\}|[^$]+/g, (part) => (part.startsWith('${') ? part : part.toLowerCase()));
}
