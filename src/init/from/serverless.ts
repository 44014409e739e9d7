import * as z from 'zod/mini';
import { CloudFormation, cloudFormationTables } from './cloudformation';
import type { DeclaredTable } from './found-table';

/** A `serverless.yml` whose resources are in the file itself. */
export const Serverless = z.looseObject({
  service: z.optional(z.unknown()),
  provider: z.optional(z.unknown()),
  resources: z.unknown(),
});

/** Whether a file is a `serverless.yml`, judging by its top-level keys. */
export function isServerless(top: Readonly<Record<string, unknown>>): boolean {
  return top.resources !== undefined && (top.provider !== undefined || top.service !== undefined);
}

/** Returns the tables in the resources of a service. Resources in other files are not read. */
export function serverlessTables(service: z.infer<typeof Serverless>): readonly DeclaredTable[] {
  const variables = new Variables(service);
  const isList = Array.isArray(service.resources);
  return [service.resources].flat().flatMap((part, i): readonly DeclaredTable[] => {
    const { data } = CloudFormation.safeParse(variables.resolve(part));
    const above = isList ? `resources.${i}.Resources` : 'resources.Resources';
    return data ? cloudFormationTables(data, above) : [];
  });
}

/** Variables that lead to each other more often than this are not followed. */
const MAX_DEPTH = 10;

/** A variable without another one inside: `\${self:custom.table, 'orders'}`. CloudFormation's own have no colon, or two. */
const VARIABLE =
  /\$\{((?:self|opt|sls|env|param|file|aws|ssm|cf|s3|custom|strToBool)(?:\([^)]*\))?(?:\.[\w-]+)?:(?!:)[^${}]*)\}/;

/** Resolves the variables of the Serverless Framework, as far as the file contains their values. */
class Variables {
  readonly #service: Readonly<Record<string, unknown>>;

  constructor(service: Readonly<Record<string, unknown>>) {
    this.#service = service;
  }

  /** Returns a value with its variables replaced. One that the file does not contain stays, as `\${name}`. */
  resolve(value: unknown, depth = 0): unknown {
    if (typeof value === 'string') return this.#inText(value, depth);
    if (Array.isArray(value)) return value.map((one) => this.resolve(one, depth));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, this.resolve(one, depth)]));
  }

  #inText(text: string, depth: number): unknown {
    let rest = text;
    // Variables may be nested, so those inside come first. What stays unknown no longer looks like a variable.
    for (let found = VARIABLE.exec(rest); found; found = VARIABLE.exec(rest)) {
      const [whole, content = ''] = found;
      const value = this.#valueOf(content, depth);
      if (whole === rest && typeof value === 'object') return value;
      rest = rest.replace(whole, () => String(value));
    }
    return rest;
  }

  /** The value of the first alternative that has one: `opt:stage, self:provider.stage, 'dev'`. */
  #valueOf(content: string, depth: number): unknown {
    const alternatives = content.split(/,\s*/).map((one) => one.trim());
    // The stage becomes a variable of the table's name, whatever its default.
    if (alternatives.some((one) => /^(?:opt:(?:stage|env)|sls:stage|self:provider\.stage)$/.test(one)))
      return `\${stage}`;
    for (const one of alternatives) {
      const [, literal] = /^(?:'([^']*)'|"[^"]*")$/.exec(one) ?? [];
      if (literal !== undefined) return literal;
      const path = /^self:(.*)$/.exec(one)?.[1];
      const found =
        path === undefined || depth >= MAX_DEPTH ? undefined : this.resolve(this.#at(path), depth + 1);
      if (found !== undefined && found !== null) return found;
      if (/^[\w.-]+$/.test(one)) return one;
    }
    return `\${${(alternatives[0] ?? '').replace(/:(?=[^:]*$)/, '.').replace(/[^\w.-]+/g, '-')}}`;
  }

  #at(path: string): unknown {
    let value: unknown = this.#service;
    for (const step of path.split('.'))
      value =
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined;
    // `service: { name: shop }` is the older form of `service: shop`.
    if (path === 'service' && typeof value === 'object' && value !== null)
      return (value as { name?: unknown }).name;
    return value;
  }
}
