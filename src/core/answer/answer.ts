import type { Item } from '../../dynamo/model/values';
import type { Plan } from '../../dynamo/plan/plan';
import { countItems } from '../../dynamo/read/count-items';
import { Reading } from '../../dynamo/read/reading';
import type { Meter, Send } from '../../dynamo/transport';
import { Redactor } from '../../redact/redact';
import { redactPlan } from '../../redact/redact-requests';
import { ALL_COLUMNS } from '../question/ask';
import type { PreparedQuestion } from '../question/prepare';
import { emptyResultHints, unknownAttributes } from './empty-result-hints';
import type { Note } from './note';
import type { ParentItem } from './parent-item';
import { type ResumePoint, resumePoint, resumePointAfterFailure, withResumePoint } from './resume-point';
import { UnknownColumns } from './unknown-columns';

/** Items that were ready together; may be none. */
export interface AnswerPage {
  readonly items: readonly Item[];
}

/** How an answer went. */
export interface Outcome {
  /** Items that were handed out, or counted. */
  readonly items: number;
  readonly meter: Readonly<Meter>;
  readonly elapsedMs: number;
  readonly resume: ResumePoint;
  readonly notes: readonly Note[];
  /** What ended the answer early. Its remedies say how to resume it. */
  readonly error?: unknown;
}

/** What an answer is read with; it is part of the session and nothing that a surface has. */
export interface AnswerSource {
  /** The plan as it is permitted to run. */
  readonly plan: Plan;
  readonly send: Send;
  /** Counts what goes through `send`. */
  readonly meter: Meter;
  readonly signal: AbortSignal;
  /** A moment of `performance.now()`. */
  readonly began: number;
  /** Items of the table, where all of it is read and they are known. */
  readonly tableItems: number | undefined;
  readonly readParent: ((signal: AbortSignal) => Promise<ParentItem | undefined>) | undefined;
}

/**
 * The answer to one question: an async iterable of pages, guarded and redacted, to be iterated once. A count has no pages. Errors of
 * DynamoDB are thrown where they come up; whatever was handed out before is good, and {@link outcome} says how to go on.
 */
export class Answer implements AsyncIterable<AnswerPage> {
  /** How the question is asked, without the values of secret attributes. */
  readonly plan: Plan;
  readonly #prepared: PreparedQuestion;
  readonly #source: AnswerSource;
  readonly #redactor: Redactor;
  readonly #columns: UnknownColumns;
  readonly #ended = new AbortController();
  #reading: Reading | undefined;
  #items = 0;
  #isStopped = false;
  #failure: { readonly error: unknown } | undefined;

  constructor(prepared: PreparedQuestion, source: AnswerSource) {
    const { secrets, table } = prepared;
    this.plan = redactPlan(source.plan, secrets.isSecret);
    this.#prepared = prepared;
    this.#source = source;
    this.#redactor = new Redactor(secrets);
    this.#columns = new UnknownColumns(namedColumns(prepared), table);
  }

  /** What has been read so far; it grows while the answer is read. */
  get meter(): Readonly<Meter> {
    return this.#source.meter;
  }

  /** Milliseconds since the question was sent. */
  get elapsedMs(): number {
    return performance.now() - this.#source.began;
  }

  /** About how many items the whole table has, where all of it is read and DynamoDB says so. */
  get tableItems(): number | undefined {
    return this.#source.tableItems;
  }

  /** The item that all items belong to, read when it is first asked for. Undefined at once where there is none to read. */
  parent(): Promise<ParentItem | undefined> | undefined {
    return this.#source.readParent?.(this.#ended.signal);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<AnswerPage> {
    const { plan, send, signal } = this.#source;
    const abort = () => this.#reading?.stop();
    signal.addEventListener('abort', abort, { once: true });
    try {
      if (plan.count) {
        this.#items = Math.min(await countItems(plan, send, signal), plan.limit ?? Number.POSITIVE_INFINITY);
        return;
      }
      this.#reading = new Reading(plan, send, this.#prepared.start);
      if (signal.aborted || this.#isStopped) this.#reading.stop();
      for await (const { items } of this.#reading.pages()) {
        this.#items += items.length;
        this.#columns.see(items);
        yield { items: this.#redactor.redact(items) };
      }
    } catch (error) {
      if (this.#isStopped && !signal.aborted) return;
      // An abort makes whatever was going on fail in its own way, which is not the reason.
      const reason: unknown = signal.aborted ? signal.reason : error;
      this.#failure = { error: reason };
      throw reason;
    } finally {
      signal.removeEventListener('abort', abort);
      this.#ended.abort();
    }
  }

  /** Stops reading. The iteration ends, and the answer can be resumed. */
  stop(): void {
    this.#isStopped = true;
    this.#reading?.stop();
  }

  /**
   * How it went, once the iteration has ended; `failure` is what made the surface end it, if anything did. Throws a DdbdbgError where
   * finding out how to resume fails.
   */
  async outcome(failure?: unknown): Promise<Outcome> {
    if (failure !== undefined) this.#failure ??= { error: failure };
    const { plan, meter, signal } = this.#source;
    const { now, secrets } = this.#prepared;
    const context = { plan, now, isSecret: secrets.isSecret };
    const elapsedMs = this.elapsedMs;
    const failed = this.#failure;
    const resume = await (this.#reading === undefined
      ? { cursor: null, atStart: false }
      : failed
        ? resumePointAfterFailure(this.#reading, context, signal.aborted)
        : resumePoint(this.#reading, context));
    const items = this.#items;
    const error = failed && withResumePoint(failed.error, resume, items, plan);
    return { items, meter, elapsedMs, resume, notes: this.#notes(resume), ...(failed && { error }) };
  }

  #notes({ cursor, secret }: ResumePoint): readonly Note[] {
    const names = this.#redactor.suspects();
    const suspects: readonly Note[] = names.length > 0 ? [{ kind: 'suspected-secrets', names }] : [];
    if (this.#failure) return suspects;
    const isEmpty = this.#items === 0 && cursor === null;
    return [
      ...(this.#items > 0 && !this.#source.plan.count ? this.#columns.notes() : []),
      ...(isEmpty ? [...unknownAttributes(this.#prepared), ...emptyResultHints(this.#prepared)] : []),
      ...(secret === undefined ? [] : [{ kind: 'secret-cursor', attribute: secret } as const]),
      ...suspects,
    ];
  }
}

/** Columns that the user named, also to sort by. */
function namedColumns({ ask, plan }: PreparedQuestion): readonly string[] {
  const { columns = [], sort } = ask;
  return [
    ...(columns === ALL_COLUMNS ? [] : columns),
    ...(sort !== undefined && plan.sort ? [plan.sort.column] : []),
  ];
}
