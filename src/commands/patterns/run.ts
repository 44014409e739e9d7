import type { Context } from '../../context';
import { type AccessPattern, fillName, type TableDefinition } from '../../dynamo/model/definition';
import type { Plan } from '../../dynamo/plan/plan';
import { usageError } from '../../errors';
import { planKeyText } from '../../format/key-text';
import { didYouMean } from '../../did-you-mean';
import { USUAL_WIDTH } from '../../output';
import { prepare } from '../../core/question/prepare';
import { type Settings, settingsOf } from '../options/settings';
import { commandLine } from '../argv/shell-word';
import { readWords } from '../argv/words';
import type { Row } from '../../format/rows';
import { showRows } from '../output/rows';

const COLUMNS = ['question', 'command', 'operation', 'table', 'index', 'key'];

/** Lists the access patterns of the commands that begin with `words`, or of all. Sends nothing. */
export async function runPatterns(
  words: readonly string[],
  settings: Settings,
  context: Context,
): Promise<void> {
  const rows = tablesOf(words, context.config.catalog).flatMap((table) =>
    table.patterns.map((pattern) => patternRow(table, pattern, settings, context)),
  );
  const record = settings.record || (settings.output === 'table' && isTooWide(rows, settings, context));
  await showRows([rows], { columns: COLUMNS }, { ...settings, record }, context);
}

/** The tables whose command, or an alias of it, begins with these words. */
function tablesOf(words: readonly string[], catalog: readonly TableDefinition[]): readonly TableDefinition[] {
  const wanted = words.join(' ');
  const tables = catalog.filter((table) =>
    commandsOf(table).some((command) => `${command} `.startsWith(wanted === '' ? '' : `${wanted} `)),
  );
  if (tables.length > 0) return tables;
  const commands = catalog.flatMap(commandsOf);
  const groups = commands.map((command) => command.split(' ')[0] ?? '');
  throw usageError(
    `patterns: there is no command '${wanted}'.${didYouMean(wanted, [...new Set([...commands, ...groups])])}`,
    '`ddbdbg patterns` lists them all.',
  );
}

function commandsOf({ command, aliases = [] }: TableDefinition): readonly string[] {
  return [command, ...aliases].map((words) => words.join(' '));
}

/** What one pattern asks, and how, found out by planning its own example. */
function patternRow(
  table: TableDefinition,
  { question, example }: AccessPattern,
  { stage = 'dev' }: Settings,
  context: Context,
): Row {
  const plan = examplePlan(table, example, stage, context);
  return {
    question,
    command: commandLine([...table.command, ...example]),
    operation: plan.operation,
    table: plan.table,
    index: plan.index ?? null,
    key: planKeyText(plan) ?? null,
  };
}

/** Throws a usage error for an example that the command would not take, such as a configuration may have. */
function examplePlan(
  table: TableDefinition,
  example: readonly string[],
  stage: string,
  context: Context,
): Plan {
  try {
    const input = readWords(table, example);
    const name = fillName(table.name, { stage });
    return prepare(table, name, input, settingsOf(input.options, {}), context).plan;
  } catch (cause) {
    const { code = '', message } = cause as { code?: string; message: string };
    if (code !== 'usage' && !code.startsWith('ERR_PARSE_ARGS')) throw cause;
    throw usageError(
      `patterns: the example \`${commandLine([...table.command, ...example])}\` can't be run: ${message}`,
      'It stands under patterns, in the configuration file.',
    );
  }
}

/** Whether a terminal would have to cut cells, so that no command could be copied from it. */
function isTooWide(rows: readonly Row[], settings: Settings, { stdout }: Context): boolean {
  if (!stdout.isTTY || settings.columns) return false;
  const widths = COLUMNS.map((column) =>
    Math.max(column.length, ...rows.map((row) => String(row[column] ?? '').length)),
  );
  return widths.reduce((total, width) => total + width + 2, 0) > (stdout.columns ?? USUAL_WIDTH);
}
