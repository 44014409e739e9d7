import type { Context } from '../../context';
import type { PatternFacts } from '../../core/inspect/patterns';
import { planKeyText } from '../../format/key-text';
import type { Row } from '../../format/rows';
import { USUAL_WIDTH } from '../../output';
import { askWords, commandLine } from '../argv/command-line';
import type { Settings } from '../options/settings';
import { showRows } from '../output/rows';
import { openSession } from '../output/session';

const COLUMNS = ['question', 'command', 'operation', 'table', 'index', 'key'];

/** Lists the access patterns of the commands that begin with `words`, or of all commands. Sends nothing. */
export async function runPatterns(
  words: readonly string[],
  settings: Settings,
  context: Context,
): Promise<void> {
  const rows = (await openSession(settings, context).patterns(words)).map(patternRow);
  const record = settings.record || (settings.output === 'table' && isTooWide(rows, settings, context));
  await showRows([rows], { columns: COLUMNS }, { ...settings, record }, context);
}

function patternRow({ question, ask, plan }: PatternFacts): Row {
  return {
    question,
    command: commandLine(askWords(ask)),
    operation: plan.operation,
    table: plan.table,
    index: plan.index ?? null,
    key: planKeyText(plan) ?? null,
  };
}

/** Whether a terminal is too narrow for whole cells. Cut commands could not be copied. */
function isTooWide(rows: readonly Row[], settings: Settings, { stdout }: Context): boolean {
  if (!stdout.isTTY || settings.columns || settings.wide) return false;
  const widths = COLUMNS.map((column) =>
    Math.max(column.length, ...rows.map((row) => String(row[column] ?? '').length)),
  );
  return widths.reduce((total, width) => total + width + 2, 0) > (stdout.columns ?? USUAL_WIDTH);
}
