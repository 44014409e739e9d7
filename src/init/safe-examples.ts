import type { AttributeDefinition } from '../dynamo/model/attribute-definition';
import type { TableDefinition } from '../dynamo/model/definition';
import { forbiddenSeparator, parseTemplate } from '../dynamo/model/key-template';

/**
 * Gives variables of key templates an example where the generated one would contain a separator of the key, which no question accepts: the
 * variable of `USER-{user}` can't be `user-1`.
 */
export function withSafeExamples<T extends Pick<TableDefinition, 'attributes'>>(table: T): T {
  const templates = Object.values<AttributeDefinition>(table.attributes).flatMap(({ template }) =>
    template === undefined ? [] : [parseTemplate(template)],
  );
  const attributes = Object.entries<AttributeDefinition>(table.attributes).map(
    ([name, attribute]): [string, AttributeDefinition] => {
      const { type, format, values, examples } = attribute;
      if (values || examples || type !== 'S') return [name, attribute];
      const own = templates.filter(({ variables }) => variables.includes(name));
      const isSafe = (value: string) =>
        own.every((template) => forbiddenSeparator(template, value) === undefined);
      const candidates =
        format === 'time'
          ? ['2025-06-16T21:19:33Z', '2025-06-16']
          : [`${name}-1`, `${name.replace(/\W+/g, '')}1`];
      const [generated = '', ...others] = candidates;
      const example = others.find(isSafe);
      return isSafe(generated) || example === undefined
        ? [name, attribute]
        : [name, { ...attribute, examples: [example] }];
    },
  );
  return { ...table, attributes: Object.fromEntries(attributes) };
}
