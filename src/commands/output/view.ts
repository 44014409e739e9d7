import type { Context } from '../../context';
import type { ParentItem } from '../../core/answer/parent-item';
import type { PreparedQuestion } from '../../core/question/prepare';
import { type Condition, topLevel } from '../../dynamo/model/condition';
import { ALL_COLUMNS } from '../../dynamo/model/definition';
import { parseSortColumn } from '../../dynamo/model/path';
import { type ItemShape, shapeOf, type View } from '../../format/view';
import { USUAL_WIDTH } from '../../output';
import type { Settings } from '../options/settings';

/** Returns how to show an answer, depending on the options, the question and stdout. */
export function viewOf(
  { ask, plan, table, conditions }: PreparedQuestion,
  settings: Settings,
  context: Context,
  parent: Promise<ParentItem | undefined> | undefined,
): View {
  const view = {
    ...viewFor(shapeOf(table), table.columns, settings, context),
    asked: askedAttributes(conditions, ask.sort),
  };
  if (!isRichTable(settings, context)) return view;
  const isAboutOne = conditions.some(
    (condition) =>
      topLevel(condition) === table.argument &&
      (condition.operator === '=' || condition.origin.part === 'argument'),
  );
  return {
    ...view,
    record: plan.operation === 'get',
    // A Scan may take long to find a second item, so the first is shown at once.
    single: plan.operation !== 'scan' || isAboutOne,
    timeline: isAboutOne,
    ...(parent && {
      parent: parent.then((found) => found && { ...found, shape: shapeOf(found.table) }),
    }),
  };
}

/** Returns the top-level attributes that the user named in conditions, and the columns to sort by. */
function askedAttributes(conditions: readonly Condition[], sort: readonly string[] = []): readonly string[] {
  const byUser = conditions.filter(({ origin }) => origin.part !== 'pattern' && origin.part !== 'template');
  const names = byUser.map(({ path }) => String(path[0]));
  return [...new Set([...names, ...sort.map((text) => parseSortColumn(text)?.column ?? text)])];
}

/** Whether to use the display of the definition (progress, timelines, records). Only on a terminal, and unless options choose another form. */
export function isRichTable({ output, columns, record }: Settings, { stdout }: Context): boolean {
  return stdout.isTTY === true && output === 'table' && columns === undefined && !record;
}

/** Returns how to show items or rows. `usual` are the default columns. */
export function viewFor(
  shape: ItemShape,
  usual: readonly string[] | undefined,
  settings: Settings,
  { stdout, env, now }: Context,
): View {
  const { columns, numbers, times = 'auto', record, wide, escapeFormulas } = settings;
  const all = columns === ALL_COLUMNS;
  return {
    shape,
    columns: all ? undefined : (columns ?? usual),
    columnsChosen: columns !== undefined && !all,
    terminal: stdout.isTTY === true,
    width: stdout.columns ?? USUAL_WIDTH,
    color: wantsColor(settings.color, env, stdout.isTTY === true),
    numbers,
    times,
    record,
    wide,
    moreHint: '--wide shows everything',
    escapeFormulas,
    now,
  };
}

/** Whether to use color. Checks the option, then NO_COLOR (no-color.org), then FORCE_COLOR, then whether stdout is a terminal. */
export function wantsColor(when: Settings['color'], env: Context['env'], terminal: boolean): boolean {
  if (when !== 'auto') return when === 'always';
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return terminal && env.TERM !== 'dumb';
}
