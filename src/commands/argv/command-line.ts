import type { PatternAsk } from '../../dynamo/model/definition';
import { joinColumns } from '../../dynamo/model/path';

/** Quotes a word for a POSIX shell if necessary. */
function shellWord(word: string): string {
  if (/^[\w@%+:,./-][\w@%+=:,./-]*$/.test(word)) return word;
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** Returns a command line of this program that can be copied into a shell. */
export function commandLine(words: readonly string[]): string {
  return shellWords(['ddbdbg', ...words]);
}

/** Returns words that can be copied into a shell. */
export function shellWords(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}

/** The parts of a question that a command line can express. */
interface AskLike extends Omit<PatternAsk, 'limit' | 'columns' | 'sort'> {
  readonly command?: string | undefined;
  readonly table?: string | undefined;
  readonly columns?: string | readonly string[] | undefined;
  readonly sort?: string | readonly string[] | undefined;
  readonly limit?: string | number | undefined;
  readonly cursor?: string | undefined;
}

/** Returns the arguments that ask a question. `command` replaces the words of its command, for example by an alias. */
export function askWords(ask: AskLike, command?: readonly string[]): readonly string[] {
  const {
    argument,
    values = {},
    since,
    until,
    where = [],
    not = [],
    columns,
    order,
    sort,
    limit,
    count,
    cursor,
    index,
  } = ask;
  const named = ask.command === undefined ? [] : option('table', ask.table);
  return [
    ...(command ?? ask.command?.split(' ') ?? ['find', ask.table ?? '']),
    // An argument that begins with a dash must come last, after `--`, to not be read as an option.
    ...(argument !== undefined && !argument.startsWith('-') ? [argument] : []),
    ...named,
    ...Object.entries(values).flatMap(([name, value]) =>
      value === true ? [`--${name}`] : option(name, value),
    ),
    ...option('since', since),
    ...option('until', until),
    ...where.flatMap((condition) => option('where', condition)),
    ...not.flatMap((condition) => option('not', condition)),
    ...option('columns', typeof columns === 'string' ? columns : columns && joinColumns(columns)),
    ...option('order', order),
    ...option('sort', typeof sort === 'string' ? sort : sort?.map(sortText).join(',')),
    ...option('limit', limit === undefined ? undefined : String(limit)),
    ...(count ? ['--count'] : []),
    ...option('index', index),
    ...(ask.consistent ? ['--consistent'] : []),
    ...option('cursor', cursor),
    ...(argument?.startsWith('-') ? ['--', argument] : []),
  ];
}

/** Returns a column to sort by, with its name in quotes if it contains a comma. */
function sortText(text: string): string {
  const [, dash = '', column = '', direction = ''] = /^(-?)(.*?)(:(?:asc|desc))?$/s.exec(text) ?? [];
  return dash + joinColumns([column]) + direction;
}

/** Returns an option with its value. A value that begins with a dash would be read as another option, so it follows an equals sign. */
function option(name: string, value: string | undefined): readonly string[] {
  if (value === undefined) return [];
  return value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value];
}
