import { didYouMean } from '../did-you-mean';
import type { TableDefinition } from '../dynamo/model/definition';
import { parseTemplate } from '../dynamo/model/key-template';
import type { Mistake } from './mistake';

/** What is wrong with the key templates of a table. */
export function templateMistakes(table: TableDefinition): readonly Mistake[] {
  const { attributes } = table;
  const used = new Set<string>();
  const mistakes = Object.entries(attributes).flatMap(([name, { template }]): readonly Mistake[] => {
    if (template === undefined) return [];
    const path = ['attributes', name, 'template'];
    const form = formMistake(template);
    if (form) return [{ path, message: form }];
    const { variables } = parseTemplate(template);
    for (const variable of variables) used.add(variable);
    const loop = loopFrom(name, attributes);
    if (loop) return [{ path, message: `the template is made of itself: ${loop.join(' → ')}` }];
    return variables.flatMap((variable) => variableMistake(variable, table, path));
  });
  const idle = Object.keys(attributes).filter((name) => attributes[name]?.virtual && !used.has(name));
  return [
    ...mistakes,
    ...idle.map((name) => ({
      path: ['attributes', name, 'virtual'],
      message: `no template has {${name}}, so nothing would ever be asked by it`,
    })),
  ];
}

/** What is wrong with the braces, if anything is. */
function formMistake(template: string): string | undefined {
  const { literals, variables } = parseTemplate(template);
  const stray = literals.find((literal) => /[{}]/.test(literal));
  if (stray !== undefined) return `'${template}' has a brace that stands alone, or nothing between two`;
  if (literals.slice(1, -1).some((literal) => literal === ''))
    return `'${template}' has two variables with nothing between them, so no key could be taken apart`;
  if (new Set(variables).size < variables.length) return `'${template}' has a variable twice`;
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
        message: `{${variable}} is no attribute of this table.${didYouMean(variable, known)}`,
        hint: 'Declare it under attributes; one that stands only inside the key is { virtual: true }.',
      },
    ];
  }
  if (attribute.type === 'S' || attribute.type === 'N') return [];
  return [
    { path, message: `{${variable}} must be text or a number to be part of a key, and is ${attribute.type}` },
  ];
}

/** The attributes from one to itself, when its template leads there. */
function loopFrom(start: string, attributes: TableDefinition['attributes']): readonly string[] | undefined {
  // Where each attribute was first come to from.
  const from = new Map<string, string>();
  const open = [start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const variable of variablesOf(attributes, name)) {
      if (variable === start) return [...trail(name, from), start];
      if (from.has(variable)) continue;
      from.set(variable, name);
      open.push(variable);
    }
  }
  return undefined;
}

function trail(end: string, from: ReadonlyMap<string, string>): readonly string[] {
  const steps = [end];
  for (let name = from.get(end); name !== undefined; name = from.get(name)) steps.unshift(name);
  return steps;
}

function variablesOf(attributes: TableDefinition['attributes'], name: string): readonly string[] {
  const template = Object.hasOwn(attributes, name) ? attributes[name]?.template : undefined;
  return template === undefined ? [] : parseTemplate(template).variables;
}
