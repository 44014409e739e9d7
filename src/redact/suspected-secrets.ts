import type { Context } from '../context';
import type { TableDefinition } from '../dynamo/model/definition';
import { looksSecret } from './looks-secret';
import { visible } from '../format/terminal-safe';

/** The table, with the secrets that definitions of a table by that name declare. */
export function withSecrets(table: TableDefinition, known: readonly TableDefinition[]): TableDefinition {
  const secrets = known.flatMap(({ attributes }) =>
    Object.entries(attributes)
      .filter(([, attribute]) => attribute.secret)
      .map(([name, { type }]) => [name, { type, ...table.attributes[name], secret: true }] as const),
  );
  return { ...table, attributes: { ...table.attributes, ...Object.fromEntries(secrets) } };
}

/** How many names are told. */
const TOLD = 8;

/** Hides attributes that no definition speaks of when their names look like secrets, and remembers which. */
export class SuspectedSecrets {
  readonly #known: ReadonlySet<string>;
  readonly #found = new Set<string>();

  /** `known` are definitions of the table, whose word counts for the attributes that they declare. */
  constructor(known: readonly TableDefinition[]) {
    this.#known = new Set(known.flatMap(({ attributes }) => Object.keys(attributes)));
  }

  /** Whether an attribute of this name is to be hidden. */
  readonly test = (name: string): boolean => {
    if (this.#known.has(name) || !looksSecret(name)) return false;
    this.#found.add(name);
    return true;
  };

  /** Says on stderr what was hidden, if anything was. */
  tell({ stderr }: Context): void {
    if (this.#found.size === 0) return;
    const names = [...this.#found].slice(0, TOLD).map(visible).join(', ');
    const more = this.#found.size > TOLD ? ', …' : '';
    stderr.write(`hidden, as their names look like secrets: ${names}${more} (--reveal shows them)\n`);
  }
}
