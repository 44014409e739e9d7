import type { Context } from '../../context';
import { topLevel } from '../../dynamo/model/condition';
import type { TableDefinition } from '../../dynamo/model/definition';
import type { View } from '../../format/formatter';
import { USUAL_WIDTH } from '../../output';
import type { Inquiry } from '../../core/question/prepare';
import type { Settings } from '../options/settings';

/** How a result is to be shown: what the user chose, what the question is about, and what stdout is. */
export function viewOf({ plan, table, conditions, settings }: Inquiry, context: Context): View {
  const view = viewFor(table, settings, context);
  if (!isPicture(settings, context)) return view;
  const isAboutOne = conditions.some(
    (condition) => condition.operator === '=' && topLevel(condition) === table.argument,
  );
  return {
    ...view,
    record: plan.operation === 'get',
    // A Scan may take long to find the second item, and what is found shall be seen.
    single: plan.operation !== 'scan' || isAboutOne,
    story: isAboutOne,
  };
}

/** Whether a result is shown to a person in the way that says most: to a terminal, and the user didn't say which. */
export function isPicture({ output, columns, record }: Settings, { stdout }: Context): boolean {
  return stdout.isTTY === true && output === 'table' && columns === undefined && !record;
}

/** The same for rows that need not come from a table: `table` tells of their columns. */
export function viewFor(table: TableDefinition, settings: Settings, { stdout, env, now }: Context): View {
  const all = settings.columns?.includes('all') ?? false;
  return {
    table,
    columns: all ? undefined : (settings.columns ?? table.columns),
    columnsChosen: settings.columns !== undefined && !all,
    terminal: stdout.isTTY === true,
    width: stdout.columns ?? USUAL_WIDTH,
    color: wantsColor(settings.color, env, stdout.isTTY === true),
    numbers: settings.numbers,
    times: settings.times,
    record: settings.record,
    escapeFormulas: settings.escapeFormulas,
    now,
  };
}

/** The option decides, then NO_COLOR (no-color.org), then FORCE_COLOR, then whether stdout is a terminal. */
export function wantsColor(when: Settings['color'], env: Context['env'], terminal: boolean): boolean {
  if (when !== 'auto') return when === 'always';
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return terminal && env.TERM !== 'dumb';
}
