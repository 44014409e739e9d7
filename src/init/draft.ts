import type { TableDefinition } from '../dynamo/model/definition';
import { kebab } from './names';

/** A definition for a person to review, with notes on it. */
export interface Draft {
  /** Its command, a system and a name, is its place in the configuration. */
  readonly table: TableDefinition;
  /** Comments, by the path of what they are about (`attributes.status`). The empty path stands for the table itself. */
  readonly notes: Readonly<Record<string, readonly string[]>>;
  /** The place of the table in the file that declares it, for messages: `aws_dynamodb_table.orders`. */
  readonly place?: string | undefined;
}

/** Drafts, and what could not be drafted. */
export interface Drafted {
  readonly drafts: readonly Draft[];
  readonly leftOut: readonly LeftOut[];
}

/** Something that has no definition, and the reason, as a clause without a full stop. */
export interface LeftOut {
  readonly what: string;
  readonly why: string;
}

/** Marks a note that a person has to answer or check. */
export function question(text: string): string {
  return `? ${text}`;
}

/** Adds notes on the part of a draft at `path`. */
export function withNotes(draft: Draft, path: string, notes: readonly string[]): Draft {
  if (notes.length === 0) return draft;
  return { ...draft, notes: { ...draft.notes, [path]: [...(draft.notes[path] ?? []), ...notes] } };
}

/** The summary of an entity, in words that fit any name: it may be a plural, or a single letter. */
export function kindSummary(label: string, table: string): string {
  return `items of kind ${kebab(label)} in the table ${table}`;
}
