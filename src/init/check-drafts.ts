import type { BuiltIn } from '../config/catalog';
import { configurationOf } from '../config/read-config';
import type { PatternAsk, TableDefinition } from '../dynamo/model/definition';
import { DdbdbgError } from '../errors';
import { type Draft, type Drafted, type LeftOut, question, withNotes } from './draft';
import { distinctPatterns } from './patterns';
import { configText } from './write-tables';

/** Returns the reason for which a question to a table is refused, as a usage error, or undefined for a valid question. */
export type AskCheck = (table: TableDefinition, ask: PatternAsk) => DdbdbgError | undefined;

/**
 * Reads the drafts as the configuration they would be. A draft that the configuration reader rejects, alone or next to those before it, is
 * left out with the reader's reason. What `refusalOf` refuses in the examples of the access patterns is left out with a note.
 */
export function checkDrafts({ drafts, leftOut }: Drafted, builtIn: BuiltIn, refusalOf: AskCheck): Drafted {
  const asked = drafts.map((draft) => withValidPatterns(draft, refusalOf));
  if (asked.length === 0 || mistakeIn(asked, builtIn) === undefined) return { drafts: asked, leftOut };
  const kept: Draft[] = [];
  const rejected: LeftOut[] = [];
  for (const draft of asked) {
    const why = mistakeIn([...kept, draft], builtIn);
    if (why === undefined) kept.push(draft);
    else rejected.push({ what: nameOf(draft), why });
  }
  return { drafts: kept, leftOut: [...leftOut, ...rejected] };
}

/** What to call a draft: by the place in the file that it comes from, or else by its table. */
function nameOf({ table: { command, name }, place }: Draft): string {
  return place === undefined ? `${command.join(' ')} (table ${name})` : `${place} (${command.join(' ')})`;
}

/** Removes conditions that are refused from the examples of a draft, and patterns whose examples are refused as a whole. */
function withValidPatterns(draft: Draft, refusalOf: AskCheck): Draft {
  const { table } = draft;
  const refused: string[] = [];
  const patterns = table.patterns.flatMap((pattern) => {
    const { ask, mistakes } = validAsk(table, pattern.ask, refusalOf);
    refused.push(...mistakes.map(({ what, why }) => `${pattern.question}: ${what} is left out: ${why}`));
    return ask === undefined ? [] : [{ ...pattern, ask }];
  });
  if (refused.length === 0) return draft;
  const valid = { ...draft, table: { ...table, patterns: distinctPatterns(patterns) } };
  return withNotes(valid, 'patterns', refused.map(question));
}

/** The question without the conditions that are refused, or undefined when something else in it is. */
function validAsk(
  table: TableDefinition,
  ask: PatternAsk,
  refusalOf: AskCheck,
): { readonly ask: PatternAsk | undefined; readonly mistakes: readonly LeftOut[] } {
  const error = refusalOf(table, ask);
  if (!error) return { ask, mistakes: [] };
  const why = error.message.replace(/\.$/, '');
  const { about } = error;
  const text = about?.part === 'where' ? about.text : undefined;
  const { where = [], ...rest } = ask;
  const kept = where.filter((one) => one !== text);
  if (text === undefined || kept.length === where.length)
    return { ask: undefined, mistakes: [{ what: 'the example', why }] };
  const left = validAsk(table, { ...rest, ...(kept.length > 0 && { where: kept }) }, refusalOf);
  return { ask: left.ask, mistakes: [{ what: text, why }, ...left.mistakes] };
}

/** The first mistake in a configuration that consists of these drafts, without its place in the text. */
function mistakeIn(drafts: readonly Draft[], builtIn: BuiltIn): string | undefined {
  try {
    configurationOf(configText(drafts), '', undefined, builtIn);
    return undefined;
  } catch (error) {
    if (!(error instanceof DdbdbgError)) throw error;
    return error.message
      .replace(/^:\d+: (?:systems\.[\w-]+\.tables\.[\w-]+(?:\.|: ))?/, '')
      .replace(/\.$/, '');
  }
}
