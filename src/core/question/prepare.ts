import type { Context } from '../../context';
import type { Condition } from '../../dynamo/model/condition';
import { decodeCursor, resume } from '../../dynamo/plan/cursor';
import type { TableDefinition } from '../../dynamo/model/definition';
import type { Plan } from '../../dynamo/plan/plan';
import { plan } from '../../dynamo/plan/planner';
import type { Position } from '../../dynamo/plan/position';
import type { TableSize } from '../../dynamo/read/describe';
import { type DdbdbgError, usageError } from '../../errors';
import type { SecretTest } from '../../redact/redact';
import type { RawOptions } from '../../commands/options/option';
import type { Settings } from '../../commands/options/settings';
import { checkKeySizes } from './key-sizes';
import { questionOf } from './question';

/** One command line, as commander read it. */
export interface LookupInput {
  readonly argument: string | undefined;
  readonly options: RawOptions;
}

/** A question that is ready to be asked: everything that can be wrong with it has been found. */
export interface Inquiry {
  readonly table: TableDefinition;
  readonly plan: Plan;
  /** What the question says of attributes. */
  readonly conditions: readonly Condition[];
  /** Where a cursor says to go on. */
  readonly start: readonly Position[] | undefined;
  /** What relative times count from, epoch milliseconds. */
  readonly now: number;
  readonly settings: Settings;
  /** Attributes not to be shown, apart from those that the definition calls secret. */
  readonly extraSecret?: SecretTest;
  /** The table's size, where it is known already. */
  readonly size?: TableSize | undefined;
}

/** Turns a command line into a plan. Sends nothing; throws a usage error for what can't be asked. */
export function prepare(
  table: TableDefinition,
  tableName: string,
  input: LookupInput,
  settings: Settings,
  context: Context,
): Inquiry {
  const cursor = settings.cursor === undefined ? undefined : decodeCursor(settings.cursor);
  // Going on means the same window of time as before, so relative times count from when the question was first asked.
  const now = cursor?.now ?? context.now;
  const question = questionOf(table, { ...input, now }, settings, context);
  const chosen = plan(table, tableName, question);
  if (chosen.operation === 'none') throw unanswerable(table, chosen.attribute);
  checkKeySizes(chosen);
  const start = cursor && resume(chosen, cursor);
  return { table, plan: chosen, conditions: question.conditions, start, now, settings };
}

function unanswerable(table: TableDefinition, attribute: string): DdbdbgError {
  return usageError(
    `${attribute} can't be asked like this: items have no ${attribute}, it only stands inside a key.`,
    `\`ddbdbg ${table.command.join(' ')} --help\` shows what goes with it.`,
  );
}
