import type { Context } from '../../context';
import type { Outcome } from '../../core/answer/answer';
import type { AskInput } from '../../core/question/ask';
import type { PreparedQuestion } from '../../core/question/prepare';
import type { Session } from '../../core/session';
import { DdbdbgError, usageError } from '../../errors';
import type { Settings } from '../options/settings';
import { type LastRun, LastRunFile } from './last-run';

const ABOUT = { part: 'setting', name: 'next' } as const;

/** The link between two runs of a question on one terminal: where this run starts with `--next`, and where the next one would. */
export class Continuation {
  readonly #question: AskInput;
  readonly #file: LastRunFile | undefined;
  readonly #isNext: boolean;
  readonly #reveal: boolean;

  /** Throws a usage error if `--next` was given and there is nothing to continue. */
  constructor(question: AskInput, { next, reveal, target }: Settings, context: Context) {
    this.#file = LastRunFile.of(question, target, context);
    this.#isNext = next;
    this.#reveal = reveal;
    if (!next) {
      this.#question = question;
      return;
    }
    if (question.cursor !== undefined)
      throw usageError("can't be combined.", undefined, { part: 'settings', names: ['next', 'cursor'] });
    if (context.terminal === undefined)
      throw usageError('works only on a terminal.', 'Elsewhere, continue with --cursor <token>.', ABOUT);
    this.#question = { ...question, cursor: cursorOf(this.#file?.read()) };
  }

  /** Prepares the question, from where it continues. Throws a usage error if the question is not valid. */
  async prepare(session: Session): Promise<PreparedQuestion> {
    try {
      return await session.prepare(this.#question);
    } catch (error) {
      // The user has not typed the cursor. It is stale if a configuration or the table's indexes have changed since.
      const { about } = error instanceof DdbdbgError ? error : {};
      if (!this.#isNext || about?.part !== 'setting' || about.name !== 'cursor') throw error;
      throw usageError(
        'The question is not planned as in its last run.',
        'Start over without --next.',
        ABOUT,
      );
    }
  }

  /** Stores where the run has stopped. Returns whether `--next` continues from there. */
  store({ resume, error }: Outcome): boolean {
    const { cursor, atStart, secret } = resume;
    if (!this.#file || atStart) return false;
    // The cursor may contain a secret that was to be shown, but not to be stored.
    if (this.#reveal) {
      this.#file.remove();
      return false;
    }
    if (cursor !== null) return this.#file.write({ stopped: 'early', cursor });
    if (secret !== undefined) this.#file.write({ stopped: 'at a secret' });
    else if (error === undefined) this.#file.write({ stopped: 'at the end' });
    return false;
  }
}

/** Returns the cursor of the last run. Throws a usage error if there is none. */
function cursorOf(run: LastRun | undefined): string {
  switch (run?.stopped) {
    case 'early':
      return run.cursor;
    case 'at the end':
      throw usageError('There are no more items.', 'Start over without --next.', ABOUT);
    case 'at a secret':
      throw usageError(
        'There are more items, but the cursor would contain a secret, so it was not stored.',
        'Start over with --reveal, which prints a cursor.',
        ABOUT,
      );
    default:
      throw usageError(
        'This question has not been asked on this terminal within the last day.',
        'Ask it without --next first. The options that say what to find must be the same.',
        ABOUT,
      );
  }
}
