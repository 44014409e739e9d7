import { type Binding, bindKey } from './bind';
import { type Condition, needsCheck } from './condition';
import {
  type IndexDefinition,
  type KeySchema,
  keyAttributes,
  keySchemas,
  type TableDefinition,
} from './definition';
import type { Beaten, Question } from './plan';

/** A path that could answer the question, with what it leaves to filters. */
export interface Candidate extends Binding {
  readonly index: IndexDefinition | undefined;
  readonly schema: KeySchema;
  readonly filter: readonly Condition[];
  readonly residual: readonly Condition[];
  /** The attributes that the index holds; undefined when that is all of them. */
  readonly projected: ReadonlySet<string> | undefined;
  /** The index lacks attributes that the question needs. */
  readonly incomplete: boolean;
}

/** What to call a path in front of the user. */
export function pathName(index: IndexDefinition | undefined): string {
  return index ? index.name : 'table key';
}

/** Every path of the table, apart from Scan: those that can answer, best first, and why the others can't. */
export function candidates(
  table: TableDefinition,
  question: Question,
): { readonly ranked: readonly Candidate[]; readonly impossible: readonly Beaten[] } {
  const possible: Candidate[] = [];
  const impossible: Beaten[] = [];
  for (const { index, schema } of keySchemas(table)) {
    const binding = bindKey(table, schema, question.conditions);
    if ('missing' in binding) {
      impossible.push({ path: pathName(index), reason: `${wanted(table, binding.missing)} is not fixed` });
      continue;
    }
    const candidate = complete(table, question, index, schema, binding);
    const stray = strayVirtual(table, candidate.filter);
    if (stray) impossible.push({ path: pathName(index), reason: `its items have no ${stray}` });
    else possible.push(candidate);
  }
  return { ranked: possible.sort((a, b) => compare(table, a, b)), impossible };
}

/** A condition on an attribute that stands only inside a key template, which no filter can look at. */
export function strayVirtual(table: TableDefinition, filter: readonly Condition[]): string | undefined {
  return filter.map((condition) => String(condition.path[0])).find((name) => table.attributes[name]?.virtual);
}

/** The option that would fix an attribute, or the attribute itself; for a template, the variables it is made of. */
function wanted(table: TableDefinition, attribute: string): string {
  const definition = table.attributes[attribute];
  if (!definition?.template) return attribute;
  return [...definition.template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1]).join(' or ');
}

function complete(
  table: TableDefinition,
  question: Question,
  index: IndexDefinition | undefined,
  schema: KeySchema,
  binding: Binding,
): Candidate {
  const unused = question.conditions.filter((condition) => !binding.used.has(condition));
  const own = new Set(keyAttributes(schema));
  const onKey = (condition: Condition) => own.has(String(condition.path[0]));
  const projected = projectedAttributes(table, index, schema);
  const visible = (condition: Condition) =>
    projected === undefined || projected.has(String(condition.path[0]));
  const filter = unused.filter((condition) => !onKey(condition) && visible(condition));
  const residual = unused.filter(
    (condition) => onKey(condition) || !visible(condition) || needsCheck(condition),
  );
  const needs = question.count ? [] : wantedAttributes(question);
  const lacks = projected !== undefined && (needs === 'all' || needs.some((name) => !projected.has(name)));
  const incomplete = lacks || residual.some((condition) => !visible(condition));
  return { ...binding, index, schema, filter, residual, projected, incomplete };
}

/** The attributes that an index holds, or undefined when that is all of them. */
function projectedAttributes(
  table: TableDefinition,
  index: IndexDefinition | undefined,
  schema: KeySchema,
): ReadonlySet<string> | undefined {
  if (!index || index.projection === 'ALL') return undefined;
  const included = index.projection === 'KEYS_ONLY' ? [] : index.projection;
  return new Set([...keyAttributes(schema), ...keyAttributes(table), ...included]);
}

/** Whole attributes that the columns reach into. A dot may also be part of a name, so both readings count. */
export function wantedAttributes(question: Question): 'all' | readonly string[] {
  if (!question.columns) return 'all';
  return [...new Set(question.columns.flatMap((column) => [column, column.split(/[.[]/)[0] ?? column]))];
}

/**
 * What makes one path better than another, most important first; the words say why the other one lost. Smaller is
 * better.
 */
const RANKS: readonly {
  readonly rank: (candidate: Candidate, table: TableDefinition) => number;
  readonly reason: string;
}[] = [
  {
    rank: (c) => (c.assumed.length > 0 ? 1 : 0),
    reason: 'it would have to ask for every known value of its key',
  },
  { rank: (c) => (c.branches.length > 1 ? 1 : 0), reason: 'it needs several Queries' },
  { rank: (c) => (c.incomplete ? 1 : 0), reason: 'it lacks attributes that are asked for' },
  { rank: (c) => -c.constrained, reason: 'fewer conditions fit its key' },
  {
    rank: (c, table) => (isEnumerated(table, c) ? 1 : 0),
    reason: 'its key has few values, so it would read more items',
  },
  { rank: (c) => c.branches.length, reason: 'it needs more Queries' },
  { rank: (c) => c.filter.length + c.residual.length, reason: 'more would have to be filtered' },
];

function compare(table: TableDefinition, a: Candidate, b: Candidate): number {
  for (const { rank } of RANKS) {
    const difference = rank(a, table) - rank(b, table);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Why the winner beat another path that could have answered too. */
export function whyBeaten(table: TableDefinition, winner: Candidate, loser: Candidate): string {
  const decisive = RANKS.find(({ rank }) => rank(winner, table) !== rank(loser, table));
  return decisive?.reason ?? 'as good as the chosen one, but declared after it';
}

function isEnumerated(table: TableDefinition, candidate: Candidate): boolean {
  return candidate.schema.partitionKey.every((name) => table.attributes[name]?.values !== undefined);
}
