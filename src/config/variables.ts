import type { Mistake } from './mistake';
import type { ConfigData } from './schema';

/** What is wrong with the template of a table's name. A variable may be left to the contexts, but one of them must say it. */
export function nameTemplateMistakes(name: string, data: ConfigData): readonly Mistake[] {
  const path = ['name'];
  const literal = name.replace(/\{\w+\}/g, '');
  if (!/^[\w.-]*$/.test(literal) || name.length < 3 || literal.length > 255) {
    const message = `'${name}' is no table name: 3 to 255 letters, digits, dots, dashes and underscores`;
    return [{ path, message: /[{}]/.test(literal) ? `'${name}' has a brace that stands alone` : message }];
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
      message: `nothing says what {${unknown}} is`,
      hint: 'Give it a value under variables, or in each context.',
    },
  ];
}

/** Variables by names that no template could speak of, or that have another place. */
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
            message: 'the stage is no variable',
            hint: 'Write stage: under defaults, or in the context.',
          },
        ];
      if (/^\w+$/.test(name)) return [];
      return [
        { path: [...path, name], message: `'${name}' is no variable: letters, digits and underscores` },
      ];
    }),
  );
}
