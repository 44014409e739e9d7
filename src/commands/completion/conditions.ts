import type { KnownAttributes } from '../options/option';

/** The operators that no shell reads as something else. `<` and `>` have to be typed in quotes. */
const OPERATORS = ['=', '!=', '^=', '*=', '?'];

/** A name that needs no quotes, neither in a condition nor in a shell. */
const PLAIN_NAME = /^[\w.-]+$/;

/**
 * Completes a condition: the name of an attribute with an equals sign, then the other operators after a complete name, then the known
 * values, of which several may be separated by commas.
 */
export function conditionCompletions(text: string, attributes: KnownAttributes): readonly string[] {
  const [, name = '', operator = '', list = ''] = /^([\w.-]+)(=|!=)(.*)$/s.exec(text) ?? [];
  if (operator !== '') {
    const earlier = list.split(',').slice(0, -1);
    const values = Object.hasOwn(attributes, name) ? (attributes[name] ?? []) : [];
    const head = name + operator + earlier.map((word) => `${word},`).join('');
    return values.filter((value) => !earlier.includes(value)).map((value) => head + value);
  }
  const names = Object.keys(attributes).filter((one) => PLAIN_NAME.test(one));
  if (text.startsWith('!')) return names.map((one) => `!${one}`);
  return names.flatMap((one) => (one === text ? OPERATORS.map((sign) => one + sign) : [`${one}=`]));
}
