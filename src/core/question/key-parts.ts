import { type TableDefinition, templateVariables } from '../../dynamo/model/definition';
import { usageError } from '../../errors';
import type { Ask } from './ask';
import { parseWhere } from './where-syntax';

/**
 * Throws a usage error for a condition on what is only part of a key, according to the definitions of a table: no item has an attribute of
 * this name, so the answer would be empty whatever the table holds. A name in quotes insists on an attribute.
 */
export function refusePartsOfKeys(
  { where, not }: Pick<Ask, 'where' | 'not'>,
  definitions: readonly TableDefinition[],
): void {
  for (const text of where) refusePartOfKey(text, definitions, false);
  for (const text of not) refusePartOfKey(text, definitions, true);
}

function refusePartOfKey(text: string, definitions: readonly TableDefinition[], isNegated: boolean): void {
  if (/^!?"/.test(text)) return;
  const { path, operator, operand } = parseWhere(text, isNegated);
  const name = String(path[0]);
  const declaring = definitions.filter(({ attributes }) => Object.hasOwn(attributes, name));
  if (!declaring.every(({ attributes }) => attributes[name]?.virtual)) return;
  const owner = declaring.find(({ attributes }) => attributes[name]?.option !== undefined) ?? declaring[0];
  if (!owner) return;
  const { option, secret } = owner.attributes[name] ?? {};
  const key = Object.keys(owner.attributes).find((one) => templateVariables(owner, one).includes(name));
  const isFixed = operator === '=' && !isNegated && option !== undefined;
  throw usageError(
    `No item has an attribute ${name}: it exists only as part of the key ${key}.`,
    isFixed
      ? { kind: 'ask-command', command: owner.command, option, value: secret ? '…' : operand }
      : { kind: 'help', command: owner.command },
    { part: 'where', text: secret ? name : text, ...(isNegated && { isNegated }) },
  );
}
