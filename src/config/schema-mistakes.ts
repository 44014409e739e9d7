import type * as z from 'zod/mini';
import { didYouMean } from '../did-you-mean';
import type { Path } from '../dynamo/model/path';
import { foundText, type Mistake } from './mistake';

type Issue = z.core.$ZodIssue;
type Schema = z.core.$ZodType;

/** Converts the issues of a schema to mistakes. */
export function schemaMistakes(issues: readonly Issue[], schema: Schema, data: unknown): readonly Mistake[] {
  return issues.flatMap((issue) => mistakesOf(issue, [], schema, data));
}

function mistakesOf(issue: Issue, before: Path, schema: Schema, data: unknown): readonly Mistake[] {
  const path: Path = [...before, ...(issue.path as (string | number)[])];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, path, schema));
    case 'invalid_key':
      return [{ path, message: `expected ${issue.issues[0]?.message}, found '${path.at(-1)}'` }];
    case 'invalid_union': {
      const branch = issue.errors.find((errors) => isIntended(errors));
      if (branch) return branch.flatMap((inner) => mistakesOf(inner, path, schema, data));
      return [expected(issue.message, path, data)];
    }
    default:
      return [expected(issue.message, path, data)];
  }
}

/** Whether a branch of a union is the intended one, as the value as a whole has the right type. */
function isIntended(errors: readonly Issue[]): boolean {
  return errors.every((error) => error.path.length > 0 || error.code === 'unrecognized_keys');
}

function expected(what: string, path: Path, data: unknown): Mistake {
  const value = valueAt(data, path);
  if (value === undefined && path.length > 0) {
    const parent = path.slice(0, -1);
    return { path: parent, message: `${path.at(-1)} is missing (${what})` };
  }
  return { path, message: `expected ${what}, ${foundText(value)}` };
}

function unknownKey(key: string, path: Path, schema: Schema): Mistake {
  const known = keysAt(schema, path);
  return {
    path: [...path, key],
    message: `unknown key '${key}'.${didYouMean(key, known)}`,
    hint: known.length > 0 ? `Known keys: ${known.join(', ')}.` : undefined,
  };
}

/** Returns the keys that a schema allows at a path. */
function keysAt(schema: Schema, path: Path): readonly string[] {
  const at = path.reduce<readonly Schema[]>(
    (schemas, step) => schemas.flatMap((one) => inside(one, step)),
    [schema],
  );
  return at.flatMap(plainSchemas).flatMap((one) => {
    const { def } = (one as z.core.$ZodTypes)._zod;
    return def.type === 'object' ? Object.keys(def.shape) : [];
  });
}

function inside(schema: Schema, step: string | number): readonly Schema[] {
  return plainSchemas(schema).flatMap((one): readonly Schema[] => {
    const { def } = (one as z.core.$ZodTypes)._zod;
    if (def.type === 'object')
      return Object.hasOwn(def.shape, step) ? [def.shape[String(step)] as Schema] : [];
    if (def.type === 'record') return [def.valueType];
    return def.type === 'array' ? [def.element] : [];
  });
}

/** Unwraps an optional schema, and returns all branches of a union. */
function plainSchemas(schema: Schema): readonly Schema[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'optional') return plainSchemas(def.innerType);
  if (def.type === 'union') return def.options.flatMap(plainSchemas);
  return [schema];
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}
