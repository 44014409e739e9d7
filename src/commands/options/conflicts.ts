import type { OutputStream } from '../../context';
import type { GivenOptions } from './option';

/** The output formats in which a number alone is valid. */
const NUMBER_FORMATS: ReadonlySet<unknown> = new Set(['table', 'json', 'ndjson']);

/** Options on the command line that are about the items, of which a count shows none. */
const ABOUT_ITEMS = ['columns', 'sort', 'order', 'record'];

/** Tells on stderr which options have no effect, because `--count` prints only a number. */
export function reportIneffective(given: GivenOptions, stderr: OutputStream): void {
  if (given.count !== true || given.quiet === true || given.explain === true) return;
  const { output } = given;
  const names = [
    ...ABOUT_ITEMS.filter((name) => given[name] !== undefined).map((name) => `--${name}`),
    ...(output === undefined || NUMBER_FORMATS.has(output) ? [] : [`--output ${String(output)}`]),
  ];
  if (names.length === 0) return;
  const verb = names.length === 1 ? 'has' : 'have';
  stderr.write(`${names.join(', ')} ${verb} no effect: --count prints only a number\n`);
}
