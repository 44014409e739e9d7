import type { BuiltIn } from '../config/catalog';
import { configurationOf } from '../config/read-config';
import { DdbdbgError } from '../errors';
import type { Draft, Drafted, LeftOut } from './draft';
import { configText } from './write-tables';

/**
 * Reads the drafts as the configuration they would be. A draft that the configuration reader rejects, alone or next to those before it, is
 * left out with the reader's reason.
 */
export function checkDrafts({ drafts, leftOut }: Drafted, builtIn: BuiltIn): Drafted {
  if (drafts.length === 0 || mistakeIn(drafts, builtIn) === undefined) return { drafts, leftOut };
  const kept: Draft[] = [];
  const rejected: LeftOut[] = [];
  for (const draft of drafts) {
    const why = mistakeIn([...kept, draft], builtIn);
    if (why === undefined) kept.push(draft);
    else rejected.push({ what: `${draft.table.command.join(' ')} (table ${draft.table.name})`, why });
  }
  return { drafts: kept, leftOut: [...leftOut, ...rejected] };
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
