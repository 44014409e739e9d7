import type { PatternAsk } from '../../dynamo/model/definition';

/** A word as a POSIX shell reads it back: in single quotes if it has to be. */
function shellWord(word: string): string {
  if (/^[\w@%+:,./-][\w@%+=:,./-]*$/.test(word)) return word;
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** A command line of this program, to be copied into a shell. */
export function commandLine(words: readonly string[]): string {
  return ['ddbdbg', ...words].map(shellWord).join(' ');
}

/** A question, as far as it has words on a command line. */
interface AskLike extends Omit<PatternAsk, 'limit'> {
  readonly command?: string | undefined;
  readonly table?: string | undefined;
  readonly columns?: string | readonly string[] | undefined;
  readonly limit?: string | number | undefined;
  readonly count?: boolean | undefined;
  readonly cursor?: string | undefined;
}

/** The words of the command line that asks a question. `command` are those of the spelling to use, if not its own. */
export function askWords(ask: AskLike, command?: readonly string[]): readonly string[] {
  const { argument, values = {}, since, until, where = [], columns, order, sort, limit, count, cursor } = ask;
  const named = ask.command === undefined ? [] : option('table', ask.table);
  return [
    ...(command ?? ask.command?.split(' ') ?? ['find', ask.table ?? '']),
    // After a `--`, an argument that begins with a dash is not an option; it has to come last.
    ...(argument !== undefined && !argument.startsWith('-') ? [argument] : []),
    ...named,
    ...Object.entries(values).flatMap(([name, value]) =>
      value === true ? [`--${name}`] : option(name, value),
    ),
    ...option('since', since),
    ...option('until', until),
    ...where.flatMap((condition) => option('where', condition)),
    ...option('columns', typeof columns === 'string' ? columns : columns?.join(',')),
    ...option('order', order),
    ...option('sort', sort),
    ...option('limit', limit === undefined ? undefined : String(limit)),
    ...(count ? ['--count'] : []),
    ...option('cursor', cursor),
    ...(argument?.startsWith('-') ? ['--', argument] : []),
  ];
}

/** An option with its value. What begins with a dash would pass for another option. */
function option(name: string, value: string | undefined): readonly string[] {
  if (value === undefined) return [];
  return value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value];
}
