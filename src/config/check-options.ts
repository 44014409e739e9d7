import { didYouMean } from '../did-you-mean';
import { spellingsOf } from '../dynamo/model/attribute-definition';
import type { PatternAsk, TableDefinition } from '../dynamo/model/definition';
import type { Path } from '../dynamo/model/path';
import type { Mistake } from './mistake';

/** The names of commands and options that are already in use. */
export interface Reserved {
  /** The long names of the options of every lookup. */
  readonly options: ReadonlySet<string>;
  /** The commands that are not lookups. */
  readonly commands: ReadonlySet<string>;
}

/** Returns mistakes for options and switches whose names conflict, and for examples that the command would reject. */
export function optionMistakes(table: TableDefinition, reserved: Reserved): readonly Mistake[] {
  const own: [Path, string][] = [
    ...Object.entries(table.attributes).flatMap(([name, { option }]): [Path, string][] =>
      option === undefined ? [] : [[['attributes', name, 'option'], option]],
    ),
    ...Object.keys(table.ages ?? {}).map((name): [Path, string] => [['ages', name], name]),
    ...Object.keys(table.switches ?? {}).map((name): [Path, string] => [['switches', name], name]),
  ];
  const taken = new Map([...reserved.options].map((option) => [normalized(option), option]));
  const mistakes: Mistake[] = [];
  for (const [path, option] of own) {
    const other = taken.get(normalized(option));
    if (reserved.options.has(option))
      mistakes.push({ path, message: `every lookup already has an option '${option}'` });
    else if (option.startsWith('no-'))
      mistakes.push({ path, message: `'${option}' would disable another option, as it starts with no-` });
    else if (other === option)
      mistakes.push({ path, message: `another attribute or switch already has the option '${option}'` });
    else if (other !== undefined)
      mistakes.push({ path, message: `the options '${option}' and '${other}' differ only in dashes` });
    else taken.set(normalized(option), option);
  }
  return [...mistakes, ...exampleMistakes(table)];
}

/** Returns a name without dashes. Options are found by their names in camel case, in which `a-1` and `a1` are equal. */
function normalized(option: string): string {
  return option.replaceAll('-', '');
}

function exampleMistakes(table: TableDefinition): readonly Mistake[] {
  const switches = [...Object.keys(table.ages ?? {}), ...Object.keys(table.switches ?? {})];
  const known = [...Object.values(table.attributes).flatMap(({ option }) => option ?? []), ...switches];
  return table.patterns.flatMap(({ ask, given = [] }, i): readonly Mistake[] => {
    const path = ['patterns', i];
    const stray = Object.keys(ask.values ?? {}).find((option) => !known.includes(option));
    if (stray !== undefined)
      return [{ path, message: `the command has no option '${stray}'.${didYouMean(stray, known)}` }];
    const unknown = unknownValue(table, ask);
    if (unknown) return [{ path, message: unknown }];
    if (table.argument === undefined && ask.argument !== undefined)
      return [{ path, message: `the command takes no argument, but the example has '${ask.argument}'` }];
    const missing = given.find((name) => !isGiven(name, table, ask));
    if (missing === undefined) return [];
    return [{ path, message: `the example does not give ${missing}, which the pattern is selected by` }];
  });
}

/** Whether a question gives an attribute, by the argument, its option or a condition, or gives an age option or a switch. */
function isGiven(
  name: string,
  { argument, attributes }: TableDefinition,
  { argument: id, values = {}, where = [] }: PatternAsk,
): boolean {
  const option = attributes[name]?.option ?? name;
  if (values[option] !== undefined || (name === argument && id !== undefined)) return true;
  return where.some((text) => [`${name}=`, `"${name}"=`].some((start) => text.startsWith(start)));
}

/** Returns a message about a value in an example that its attribute cannot have, or undefined. */
export function unknownValue(
  { attributes }: TableDefinition,
  { values = {} }: PatternAsk,
): string | undefined {
  for (const [name, given] of Object.entries(values)) {
    const attribute = Object.values(attributes).find(({ option }) => option === name);
    if (!attribute?.values || attribute.open || given === true) continue;
    const known = attribute.values.flatMap(spellingsOf);
    const lower = known.map((one) => one.toLowerCase());
    const stray = given.split(',').find((one) => !lower.includes(one.toLowerCase()));
    if (stray !== undefined) return `'${name}' has no value '${stray}'.${didYouMean(stray, known)}`;
  }
  return undefined;
}
