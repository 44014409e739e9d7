import type { TableDefinition } from '../dynamo/model/definition';
import type { Path } from '../dynamo/model/path';
import { didYouMean } from '../did-you-mean';
import type { Mistake } from './mistake';

/** Words of the command line that are taken. */
export interface Reserved {
  /** Long names of the options that every lookup has. */
  readonly options: ReadonlySet<string>;
  /** Commands that are no lookups. */
  readonly commands: ReadonlySet<string>;
}

/** Options and switches that can't be told apart, and examples that the command line would not take. */
export function optionMistakes(table: TableDefinition, reserved: Reserved): readonly Mistake[] {
  const own: [Path, string][] = [
    ...Object.entries(table.attributes).flatMap(([name, { option }]): [Path, string][] =>
      option === undefined ? [] : [[['attributes', name, 'option'], option]],
    ),
    ...Object.keys(table.switches ?? {}).map((name): [Path, string] => [['switches', name], name]),
  ];
  const taken = new Map([...reserved.options].map((option) => [sameFor(option), option]));
  const mistakes: Mistake[] = [];
  for (const [path, option] of own) {
    const other = taken.get(sameFor(option));
    if (reserved.options.has(option))
      mistakes.push({ path, message: `--${option} is an option of every lookup` });
    else if (option.startsWith('no-'))
      mistakes.push({ path, message: `--${option} would turn off another option` });
    else if (other === option)
      mistakes.push({ path, message: `another attribute or switch has the option --${option} already` });
    else if (other !== undefined)
      mistakes.push({ path, message: `--${option} can't be told from --${other}` });
    else taken.set(sameFor(option), option);
  }
  return [...mistakes, ...exampleMistakes(table, [...taken.values()])];
}

/** Options are found again by their names in camel case, in which `a-1` and `a1` are the same. */
function sameFor(option: string): string {
  return option.replaceAll('-', '');
}

function exampleMistakes(table: TableDefinition, options: readonly string[]): readonly Mistake[] {
  const { patterns, argument } = table;
  return patterns.flatMap(({ example }, i) => {
    const path = ['patterns', i, 'example'];
    const stray = example.find((word) => {
      const option = /^--([^=]+)/.exec(word)?.[1];
      return (
        option !== undefined && !options.includes(option.replace(/^no-/, '')) && !options.includes(option)
      );
    });
    if (stray !== undefined)
      return [
        {
          path,
          message: `the command has no option ${stray}.${didYouMean(
            stray,
            options.map((one) => `--${one}`),
          )}`,
        },
      ];
    const unknown = unknownValue(table, example);
    if (unknown) return [{ path, message: unknown }];
    if (argument === undefined && example[0] !== undefined && !example[0].startsWith('-'))
      return [
        { path, message: `the command takes no argument, and the example begins with '${example[0]}'` },
      ];
    return [];
  });
}

/** What is wrong with a value in an example, where all values of its attribute are known. */
export function unknownValue(
  { attributes }: TableDefinition,
  example: readonly string[],
): string | undefined {
  for (const [i, word] of example.entries()) {
    const [, name = '', given] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    const { values, open } =
      Object.values(attributes).find(({ option }) => option !== undefined && option === name) ?? {};
    if (!values || open) continue;
    const known = values.flatMap((value) => [value.name, ...value.stored, ...(value.synonyms ?? [])]);
    const lower = known.map((one) => one.toLowerCase());
    const stray = (given ?? example[i + 1] ?? '')
      .split(',')
      .find((one) => !lower.includes(one.toLowerCase()));
    if (stray !== undefined) return `--${name} has no value '${stray}'.${didYouMean(stray, known)}`;
  }
  return undefined;
}
