import { question } from '../draft';

/** A table's name as far as a file contains it, with notes on the rest. */
export interface Name {
  readonly name: string;
  readonly notes: readonly string[];
}

/** Whether a variable of a file holds the stage, judging by its name. */
export function isStageName(variable: string): boolean {
  return /^(?:stage|stagename|env|environment|environmentname|workspace)$/i.test(
    variable.replace(/[-_]/g, ''),
  );
}

/**
 * Returns a table's name from a text in which what the file does not tell is written as `\${variable}`. The stage becomes a variable of the
 * name. Any other variable is replaced by its own name, with a question. `id` is the name to use when the file has none.
 */
export function nameFrom(text: string | undefined, id: string): Name {
  if (text === undefined)
    return {
      name: id,
      notes: [question('enter the name, which the file does not contain')],
    };
  const unknown = new Set<string>();
  const name = text.replace(/\$\{([^}]+)\}/g, (_, variable: string) => {
    const last = variable.split(/[.:]/).at(-1) ?? variable;
    if (isStageName(last)) return '{stage}';
    unknown.add(variable);
    return last.replace(/[^\w.-]+/g, '-');
  });
  return { name, notes: [...unknown].map((one) => question(`what is the value of ${one} in the name`)) };
}
