import type { Mistake } from './mistake';
import type { ConfigData } from './schema';

/** Returns the mistakes in a table name with variables. A variable must have a value under variables or in at least one context. */
export function nameTemplateMistakes(name: string, data: ConfigData): readonly Mistake[] {
  const path = ['name'];
  const literal = name.replace(/\{\w+\}/g, '');
  if (!/^[\w.-]*$/.test(literal) || name.length < 3 || literal.length > 255) {
    const message = `'${name}' is not a valid table name: use 3 to 255 letters, digits, dots, dashes and underscores`;
    return [{ path, message: /[{}]/.test(literal) ? `'${name}' has unbalanced braces` : message }];
  }
  const known = new Set([
    'stage',
    ...Object.keys(data.variables ?? {}),
    ...Object.values(data.contexts ?? {}).flatMap(({ variables = {} }) => Object.keys(variables)),
  ]);
  const unknown = [...name.matchAll(/\{(\w+)\}/g)]
    .map((match) => match[1] ?? '')
    .find((one) => !known.has(one));
  if (unknown === undefined) return [];
  return [
    {
      path,
      message: `{${unknown}} has no value`,
      hint: 'Set it under variables or in each context.',
    },
  ];
}

/** Returns mistakes for variables with invalid or reserved names. */
export function variableMistakes({ variables = {}, contexts = {} }: ConfigData): readonly Mistake[] {
  const places = [
    { path: ['variables'], names: Object.keys(variables) },
    ...Object.entries(contexts).map(([context, { variables: own = {} }]) => ({
      path: ['contexts', context, 'variables'],
      names: Object.keys(own),
    })),
  ];
  return places.flatMap(({ path, names }) =>
    names.flatMap((name) => {
      if (name === 'stage')
        return [
          {
            path: [...path, name],
            message: 'stage is not a variable',
            hint: 'Set stage under defaults or in the context.',
          },
        ];
      if (/^\w+$/.test(name)) return [];
      return [
        {
          path: [...path, name],
          message: `'${name}' is not a valid variable name: use letters, digits and underscores`,
        },
      ];
    }),
  );
}
