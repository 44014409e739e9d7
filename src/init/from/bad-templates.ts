import { templateMistakes } from '../../config/check-templates';
import type { AttributeDefinition } from '../../dynamo/model/attribute-definition';
import type { TableDefinition } from '../../dynamo/model/definition';
import { parseTemplate } from '../../dynamo/model/key-template';
import { argumentOf } from '../argument';
import { declaredColumns } from '../choose-columns';
import { type Draft, question } from '../draft';

/** Removes templates that this program can't use, and adds a note about each. */
export function withoutBadTemplates(draft: Draft): Draft {
  const bad =
    templateMistakes(draft.table).find(({ path }) => path[2] === 'template') ?? nestedTemplate(draft.table);
  if (!bad) return draft;
  const name = String(bad.path[1]);
  const { template, ...attribute } = draft.table.attributes[name] as AttributeDefinition;
  const attributes = { ...draft.table.attributes, [name]: attribute };
  const used = new Set(
    Object.values<AttributeDefinition>(attributes).flatMap((one) =>
      one.template ? parseTemplate(one.template).variables : [],
    ),
  );
  const kept = Object.entries(attributes).filter(([other, one]) => !one.virtual || used.has(other));
  const { argument: _, ...rest } = { ...draft.table, attributes: Object.fromEntries(kept) };
  const columns = declaredColumns(rest);
  const table = { ...rest, ...argumentOf(rest), ...(columns.length > 0 && { columns }) };
  return withoutBadTemplates({
    table,
    notes: {
      ...draft.notes,
      [`attributes.${name}`]: [question(`the template ${template} cannot be used: ${bad.message}`)],
    },
  });
}

/** A mistake for a template that contains an attribute with a template of its own. Its patterns could not be asked for by their variables. */
function nestedTemplate({ attributes }: TableDefinition) {
  const name = Object.keys(attributes).find((one) =>
    parseTemplate(attributes[one]?.template ?? '').variables.some(
      (variable) => attributes[variable]?.template,
    ),
  );
  return name === undefined
    ? undefined
    : { path: ['attributes', name, 'template'], message: 'it contains an attribute that has a template' };
}
