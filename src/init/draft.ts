import type { TableDefinition } from '../dynamo/model/definition';

/** A definition that a person is to read over, with what there is to say about it. */
export interface Draft {
  /** Its command is where it goes: a system and a name. */
  readonly table: TableDefinition;
  /** Comments, by the path of what they are about (`attributes.status`); those on the table itself by the empty path. */
  readonly notes: Readonly<Record<string, readonly string[]>>;
}

/** What only a person can know is marked so. */
export function question(text: string): string {
  return `? ${text}`;
}
