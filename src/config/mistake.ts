import type { Path } from '../dynamo/model/path';

/** A mistake in a configuration file. The path starts at the top of the file. */
export interface Mistake {
  readonly path: Path;
  /** The message, without a full stop. */
  readonly message: string;
  /** How to fix it, as a sentence. */
  readonly hint?: string | undefined;
}

/** Describes a value, as the end of a sentence. */
export function foundText(value: unknown): string {
  if (value === undefined) return 'found nothing';
  if (value === null) return 'found an empty value';
  if (Array.isArray(value))
    return value.length === 0 ? 'found an empty list' : `found a list of ${value.length}`;
  if (value instanceof Set) return 'found a set';
  if (typeof value === 'object') return 'found a mapping';
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return `found ${text.length > 60 ? `${text.slice(0, 57)}…` : text}`;
}
