import { didYouMean } from '../did-you-mean';
import { type TableDefinition, templateVariables } from '../dynamo/model/definition';
import { parseTemplate } from '../dynamo/model/key-template';
import type { Mistake } from './mistake';

/** Returns the mistakes in the key templates of a table. */
export function templateMistakes(table: TableDefinition): readonly Mistake[] {
  const { attributes } = table;
  const used = new Set<string>();
  const mistakes = Object.entries(attributes).flatMap(([name, { template }]): readonly Mistake[] => {
    if (template === undefined) return [];
    const path = ['attributes', name, 'template'];
    const syntax = syntaxMistake(template);
    if (syntax) return [{ path, message: syntax }];
    const { variables } = parseTemplate(template);
    for (const variable of variables) used.add(variable);
    const cycle = cycleFrom(name, table);
    if (cycle) return [{ path, message: `the template contains itself: ${cycle.join(' → ')}` }];
    return variables.flatMap((variable) => variableMistake(variable, table, path));
  });
  const unused = Object.keys(attributes).filter((name) => attributes[name]?.virtual && !used.has(name));
  return [
    ...mistakes,
    ...unused.map((name) => ({
      path: ['attributes', name, 'virtual'],
      message: `no template contains {${name}}, so it has no effect`,
    })),
  ];
}

/** Returns a message about invalid syntax, or undefined. */
function syntaxMistake(template: string): string | undefined {
  const { literals, variables } = parseTemplate(template);
  const stray = literals.find((literal) => /[{}]/.test(literal));
  if (stray !== undefined) return `'${template}' has unbalanced braces or an empty variable`;
  if (literals.slice(1, -1).some((literal) => literal === ''))
    return `'${template}' has two variables without a separator, so keys cannot be split`;
  if (new Set(variables).size < variables.length) return `'${template}' contains a variable twice`;
  return undefined;
}

function variableMistake(
  variable: string,
  { attributes }: TableDefinition,
  path: readonly string[],
): readonly Mistake[] {
  const attribute = Object.hasOwn(attributes, variable) ? attributes[variable] : undefined;
  if (!attribute) {
    const known = Object.keys(attributes);
    return [
      {
        path,
        message: `{${variable}} is not an attribute of this table.${didYouMean(variable, known)}`,
        hint: 'Declare it under attributes, with { virtual: true } if it exists only inside the key.',
      },
    ];
  }
  if (attribute.type === 'S' || attribute.type === 'N') return [];
  return [
    {
      path,
      message: `{${variable}} has type ${attribute.type}, but a variable of a key must be text or a number`,
    },
  ];
}

/** Returns the cycle of templates from an attribute to itself, or undefined. */
function cycleFrom(start: string, table: TableDefinition): readonly string[] | undefined {
  // The attribute from which each one was first reached.
  const from = new Map<string, string>();
  const open = [start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const variable of templateVariables(table, name)) {
      if (variable === start) return [...pathTo(name, from), start];
      if (from.has(variable)) continue;
      from.set(variable, name);
      open.push(variable);
    }
  }
  return undefined;
}

function pathTo(end: string, from: ReadonlyMap<string, string>): readonly string[] {
  const steps = [end];
  for (let name = from.get(end); name !== undefined; name = from.get(name)) steps.unshift(name);
  return steps;
}
