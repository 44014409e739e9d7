import { closeSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Context } from '../../context';
import type { Answer, Outcome } from '../../core/answer/answer';
import type { PreparedQuestion } from '../../core/question/prepare';
import { DdbdbgError, systemErrorText, usageError } from '../../errors';
import type { Settings } from '../options/settings';

/**
 * The statistics of one run, for scripts: one line of JSON, which is the last one on stderr with `--stats json`, and the contents of the
 * file of `--stats-file`. There is a line however the run ends.
 */
export class RunStats {
  readonly #context: Context;
  readonly #isPrinted: boolean;
  readonly #file: { readonly path: string; readonly descriptor: number } | undefined;
  readonly #began = performance.now();
  #prepared: PreparedQuestion | undefined;
  #answer: Answer | undefined;
  #outcome: Outcome | undefined;

  /** Creates the file, or empties it. Throws a usage error if that is not possible. */
  constructor({ stats, statsFile, explain }: Settings, context: Context) {
    this.#context = context;
    this.#isPrinted = stats === 'json' && !explain;
    if (statsFile === undefined) return;
    if (explain)
      throw usageError("can't be combined.", undefined, {
        part: 'settings',
        names: ['statsFile', 'explain'],
      });
    this.#file = { path: statsFile, descriptor: openForWriting(resolve(context.cwd, statsFile), statsFile) };
  }

  /** Records what is known before the first request of a question. */
  prepared(prepared: PreparedQuestion): void {
    this.#prepared = prepared;
  }

  /** Records the answer, whose meter is known even if the run does not reach an outcome. */
  running(answer: Answer): void {
    this.#answer = answer;
  }

  /** Records the outcome. Not called if it is unknown how much of the answer has reached its reader. */
  ended(outcome: Outcome): void {
    this.#outcome = outcome;
  }

  /** Writes the line. Throws a DdbdbgError if the file can't be written. */
  write(): void {
    const line = this.#line();
    if (this.#isPrinted) this.#context.writeLast(line);
    if (!this.#file) return;
    const { path, descriptor } = this.#file;
    try {
      writeSync(descriptor, `${line}\n`);
    } catch (cause) {
      throw new DdbdbgError('service', `Cannot write ${path}: ${systemErrorText(cause)}.`, { cause });
    } finally {
      closeSync(descriptor);
    }
  }

  /** Scripts rely on these members. What is not known is null. */
  #line(): string {
    const { plan } = this.#answer ?? this.#prepared ?? {};
    const { meter, elapsedMs } = this.#outcome ?? this.#answer ?? {};
    const { cursor = null, secret } = this.#outcome?.resume ?? {};
    const isWhole = this.#outcome !== undefined && this.#outcome.error === undefined;
    return JSON.stringify({
      items: this.#outcome?.items ?? null,
      scanned: meter?.scanned ?? null,
      requests: meter?.requests ?? null,
      capacityUnits: meter?.capacityUnits ?? null,
      elapsedMs: Math.round(elapsedMs ?? performance.now() - this.#began),
      operation: plan?.operation ?? null,
      table: plan?.table ?? null,
      index: plan?.index ?? null,
      cursor,
      more: cursor !== null || secret !== undefined || !isWhole,
      cursorWithheld: secret !== undefined,
    });
  }
}

function openForWriting(file: string, shown: string): number {
  try {
    return openSync(file, 'w');
  } catch (cause) {
    throw new DdbdbgError('usage', `Cannot write ${shown}: ${systemErrorText(cause)}.`, {
      about: { part: 'setting', name: 'statsFile' },
      cause,
    });
  }
}
