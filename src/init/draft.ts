import type { TableDefinition } from '../dynamo/model/definition';

/** A definition for a person to review, with notes on it. */
export interface Draft {
  /** Its command, a system and a name, is its place in the configuration. */
  readonly table: TableDefinition;
  /** Comments, by the path of what they are about (`attributes.status`). The empty path stands for the table itself. */
  readonly notes: Readonly<Record<string, readonly string[]>>;
}

/** Marks a note that a person has to answer or check. */
export function question(text: string): string {
  return `? ${text}`;
}
