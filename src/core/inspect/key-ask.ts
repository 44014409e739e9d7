import type { Context } from '../../context';
import { fillName } from '../../dynamo/model/definition';
import { isQuery, type Plan } from '../../dynamo/plan/plan';
import { DdbdbgError } from '../../errors';
import { prepare } from '../question/prepare';
import { settingsOf } from '../../commands/options/settings';
import { readWords } from '../../commands/argv/words';
import type { KeyReading } from './decode-key';

/**
 * The words of a command that asks for the items of a key: the table's own command where its options can say all that the key
 * says, and else `find`. `stage` is that of the settings.
 */
export function askingWords(
  reading: KeyReading,
  stage: string | undefined,
  context: Context,
): readonly string[] {
  const { table, key, attribute } = reading;
  const elsewhere = stage !== undefined && table.name.includes('{stage}') ? ['--stage', stage] : [];
  const name = fillName(table.name, { stage: stage ?? 'dev' });
  const words = optionWords(reading);
  if (words && asksFor(reading, words, name, context)) return [...table.command, ...words, ...elsewhere];
  return ['find', name, '--where', `${whereName(attribute)}=${key}`];
}

/** The key's values as options, or undefined when one of them has none. */
function optionWords({ table, values }: KeyReading): readonly string[] | undefined {
  const words: string[] = [];
  for (const [variable, stored] of Object.entries(values)) {
    const definition = table.attributes[variable];
    const typed = definition?.values?.find((value) => value.stored.includes(stored))?.name ?? stored;
    if (definition?.option) {
      // What begins with a dash would pass for another option.
      const option = `--${definition.option}`;
      words.push(...(typed.startsWith('-') ? [`${option}=${typed}`] : [option, typed]));
    } else if (table.argument === variable && !typed.startsWith('-')) words.unshift(typed);
    else if (definition && !definition.virtual) words.push('--where', `${whereName(variable)}=${typed}`);
    else return undefined;
  }
  return words;
}

/** Whether these words are accepted, and lead to this very key. */
function asksFor(
  { table, key, attribute }: KeyReading,
  words: readonly string[],
  name: string,
  context: Context,
) {
  try {
    const input = readWords(table, words);
    const { plan } = prepare(table, name, input, settingsOf(input.options, {}), context);
    return fixedTo(plan, attribute, key);
  } catch (error) {
    if (error instanceof DdbdbgError && error.code === 'usage') return false;
    throw error;
  }
}

function fixedTo(plan: Plan, attribute: string, key: string): boolean {
  if (plan.operation === 'get') return JSON.stringify(plan.key[attribute]) === JSON.stringify({ S: key });
  if (!isQuery(plan)) return false;
  return plan.branches.some((branch) =>
    branch.key.some(
      (c) => c.attribute === attribute && c.operator === '=' && 'S' in c.value && c.value.S === key,
    ),
  );
}

/** An attribute's name as `--where` takes it: in double quotes where it has characters that mean something there. */
function whereName(name: string): string {
  return /^[\w-]+$/.test(name) ? name : `"${name}"`;
}
