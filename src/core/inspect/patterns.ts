import { nearest } from '../../did-you-mean';
import {
  commandsOf,
  DEFAULT_STAGE,
  fillName,
  type PatternAsk,
  type TableDefinition,
} from '../../dynamo/model/definition';
import type { Plan } from '../../dynamo/plan/plan';
import { DdbdbgError, usageError } from '../../errors';
import { secretsOf } from '../../redact/redact';
import { redactPlan } from '../../redact/redact-requests';
import { type AskInput, askOfPattern, checkAsk } from '../question/ask';
import { prepareQuestion } from '../question/prepare';

/** An access pattern of a table, with the plan of its example. */
export interface PatternFacts {
  readonly table: TableDefinition;
  readonly question: string;
  /** The question of the example. */
  readonly ask: AskInput;
  /** The plan of the example. */
  readonly plan: Plan;
}

/**
 * Returns the access patterns of the commands that begin with these words, or of all commands. Throws a usage error if there are none, or
 * if an example in the configuration is not a valid question.
 */
export function patternsOf(
  words: readonly string[],
  catalog: readonly TableDefinition[],
  { stage = DEFAULT_STAGE, now }: { readonly stage?: string | undefined; readonly now: number },
): readonly PatternFacts[] {
  return tablesOf(words, catalog).flatMap((table) =>
    table.patterns.map(({ question, ask: example }): PatternFacts => {
      const ask = askOfPattern(table.command, example);
      const secrets = secretsOf([table]);
      try {
        const name = fillName(table.name, { stage });
        const { plan } = prepareQuestion(table, name, checkAsk(ask), { now, secrets });
        return { table, question, ask, plan: redactPlan(plan, secrets.isSecret) };
      } catch (cause) {
        if (!(cause instanceof DdbdbgError) || cause.code !== 'usage') throw cause;
        const remedy = `Correct the example of '${question}' (${table.command.join(' ')}) in the configuration file.`;
        throw usageError(cause.message, remedy, cause.about);
      }
    }),
  );
}

/** Returns the reason for which the example of a pattern is not a valid question, as a usage error, or undefined if it is valid. */
export function refusalOfExample(table: TableDefinition, example: PatternAsk): DdbdbgError | undefined {
  try {
    const ask = checkAsk(askOfPattern(table.command, example));
    // The stage doesn't matter, as nothing is sent.
    const name = fillName(table.name, { stage: DEFAULT_STAGE });
    prepareQuestion(table, name, ask, { now: Date.now(), secrets: secretsOf([table]) });
    return undefined;
  } catch (error) {
    if (error instanceof DdbdbgError && error.code === 'usage') return error;
    throw error;
  }
}

/** Returns the tables with a command or alias that begins with these words. */
function tablesOf(words: readonly string[], catalog: readonly TableDefinition[]): readonly TableDefinition[] {
  const wanted = words.join(' ');
  const commands = (table: TableDefinition) => commandsOf(table).map((command) => command.join(' '));
  const tables = catalog.filter((table) =>
    commands(table).some((command) => `${command} `.startsWith(wanted === '' ? '' : `${wanted} `)),
  );
  if (tables.length > 0) return tables;
  const all = catalog.flatMap(commands);
  const similar = nearest(wanted, [
    ...new Set([...all, ...all.map((command) => command.split(' ')[0] ?? '')]),
  ]);
  const suggestion = similar === undefined ? '' : ` Did you mean ${similar}?`;
  throw usageError(`No command '${wanted}' queries a table.${suggestion}`, {
    kind: 'list-patterns',
  });
}
