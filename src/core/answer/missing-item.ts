import { type Condition, topLevel } from '../../dynamo/model/condition';
import type { AttributeValue } from '../../dynamo/model/values';
import { isSecretPath } from '../../redact/redact';
import type { PreparedQuestion } from '../question/prepare';
import type { Note } from './note';

/**
 * Returns the note that the item a question asks for by its ID does not exist: by the command's argument, or by the whole key. Empty for any
 * other question, since a list may well be empty. `region` is that of the table, if it is one of AWS.
 */
export function missingItem(prepared: PreparedQuestion, region: string | undefined): readonly Note[] {
  const { conditions, plan, start, table, contradiction } = prepared;
  const isId = ({ origin, operator }: Condition) =>
    origin.part === 'argument' || (plan.operation === 'get' && operator === '=');
  const ids = conditions.filter(isId);
  if (ids.length === 0 || start || contradiction) return [];
  return [
    {
      kind: 'no-item',
      table: plan.table,
      ...(region !== undefined && { region }),
      hasStage: prepared.ask.table === undefined && table.name.includes('{stage}'),
      key: ids.map((condition) => partOf(condition, prepared)),
      hasOthers: conditions.some((condition) => !isId(condition) && condition.origin.part !== 'pattern'),
    },
  ];
}

/** Returns an attribute and its value as typed. Without the value if it is a secret. */
function partOf(condition: Condition, { ask, secrets }: PreparedQuestion) {
  const attribute = topLevel(condition) ?? condition.path.join('.');
  if (isSecretPath(condition.path, secrets.isSecret)) return { attribute };
  if (condition.origin.part === 'argument') return { attribute, value: ask.argument ?? '' };
  return { attribute, ...('value' in condition && { value: textOf(condition.value) }) };
}

function textOf(value: AttributeValue): string {
  return 'S' in value ? value.S : 'N' in value ? value.N : JSON.stringify(value);
}
