import { parseArgs } from 'node:util';
import type { TableDefinition } from '../../dynamo/model/definition';
import { optionsOf } from '../lookup/declare';
import { camelCase, longName, type RawOptions } from '../options/option';
import type { LookupInput } from '../../core/question/prepare';

/**
 * What the words behind a table's command mean, read by the same options as the command line, but without running anything.
 * Throws for words that the command does not take.
 */
export function readWords(table: TableDefinition, words: readonly string[]): LookupInput {
  const specs = optionsOf(table);
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: table.argument !== undefined,
    options: Object.fromEntries(
      specs.map((spec) => [
        longName(spec),
        {
          type: / </.test(spec.flags) ? ('string' as const) : ('boolean' as const),
          multiple: spec.repeatable ?? false,
        },
      ]),
    ),
  });
  const options = Object.entries(values).map(([name, value]) =>
    name.startsWith('no-') ? [camelCase(name.slice(3)), false] : [camelCase(name), value],
  );
  return { argument: positionals[0], options: Object.fromEntries(options) as RawOptions };
}
