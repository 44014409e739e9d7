import { ALL_COLUMNS } from '../../dynamo/model/definition';
import type { ItemPage } from '../../dynamo/model/values';
import type { Plan } from '../../dynamo/plan/plan';
import { countItems } from '../../dynamo/read/count-items';
import { Reading } from '../../dynamo/read/reading';
import type { Meter, Send } from '../../dynamo/transport';
import { Redactor } from '../../redact/redact';
import { redactPlan } from '../../redact/redact-requests';
import type { PreparedQuestion } from '../question/prepare';
import { emptyResultHints, unknownAttributes } from './empty-result-hints';
import { missingItem } from './missing-item';
import type { Note } from './note';
import { OrderNotes } from './order-notes';
import type { ParentItem } from './parent-item';
import { type ResumePoint, resumePoint, resumePointAfterFailure, withResumePoint } from './resume-point';
import { UnknownColumns } from './unknown-columns';

/** The result of reading an answer. */
export interface Outcome {
  /** Number of items yielded, or counted. */
  readonly items: number;
  readonly meter: Readonly<Meter>;
  readonly elapsedMs: number;
  readonly resume: ResumePoint;
  readonly notes: readonly Note[];
  /** The error that ended the answer early. Its remedies say how to resume it. */
  readonly error?: unknown;
}

/** What an answer reads from. It is internal to the session; surfaces never see it. */
export interface AnswerSource {
  /** The plan after the scan guard. */
  readonly plan: Plan;
  readonly send: Send;
  /** Meters the requests sent through `send`. */
  readonly meter: Meter;
  readonly signal: AbortSignal;
  /** Start of the run, as returned by `performance.now()`. */
  readonly began: number;
  /** Number of items in the table, if the plan reads the whole table and the number is known. */
  readonly tableItems: number | undefined;
  /** The region of the table, if it is in AWS. */
  readonly region: string | undefined;
  /** Whether the index of the plan leaves out items. Resolves while the answer is read. */
  readonly sparseIndex: Promise<Note | undefined> | undefined;
  readonly readParent: ((signal: AbortSignal) => Promise<ParentItem | undefined>) | undefined;
}

/**
 * The answer to one question: an async iterable of pages, guarded and redacted, that can be iterated once. A count yields no pages. The
 * iteration throws DynamoDB's errors where they occur. Items yielded before an error are valid, and {@link outcome} says how to resume.
 */
export class Answer implements AsyncIterable<ItemPage> {
  /** The plan, without the values of secret attributes. */
  readonly plan: Plan;
  readonly #prepared: PreparedQuestion;
  readonly #source: AnswerSource;
  readonly #redactor: Redactor;
  readonly #columns: UnknownColumns;
  readonly #order: OrderNotes;
  readonly #finished = new AbortController();
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
    this.#order = new OrderNotes(prepared, source.plan);
  }

  /** The question as it is run. It differs from the prepared one if the table's description led to another plan. */
  get question(): PreparedQuestion {
    return this.#prepared;
  }

  /** The meter of what has been read so far. It is updated while the answer is read. */
  get meter(): Readonly<Meter> {
    return this.#source.meter;
  }

  /** Milliseconds since the run began. */
  get elapsedMs(): number {
    return performance.now() - this.#source.began;
  }

  /** Approximate number of items in the whole table, if the plan reads all of it and DynamoDB reports the number. */
  get tableItems(): number | undefined {
    return this.#source.tableItems;
  }

  /** Reads the item that all items belong to. Undefined if the question has no parent. */
  parent(): Promise<ParentItem | undefined> | undefined {
    return this.#source.readParent?.(this.#finished.signal);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ItemPage> {
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
        this.#order.see(items);
        yield { items: this.#redactor.redact(items) };
      }
    } catch (error) {
      if (this.#isStopped && !signal.aborted) return;
      // After an abort, the pending operation fails with an error of its own, which is not the cause.
      const reason: unknown = signal.aborted ? signal.reason : error;
      this.#failure = { error: reason };
      throw reason;
    } finally {
      signal.removeEventListener('abort', abort);
      this.#finished.abort();
    }
  }

  /** Stops reading. The iteration ends, and the answer can be resumed. */
  stop(): void {
    this.#isStopped = true;
    this.#reading?.stop();
  }

  /**
   * Returns the outcome once the iteration has ended. `failure` is the error with which the surface ended it, if any. Throws a DdbdbgError
   * when the resume point can't be determined.
   */
  async outcome(failure?: unknown): Promise<Outcome> {
    if (failure !== undefined) this.#failure ??= { error: failure };
    const { plan, meter, signal } = this.#source;
    const { now, secrets } = this.#prepared;
    const context = { plan, now, isSecret: secrets.isSecret };
    const failed = this.#failure;
    const sparse = failed ? undefined : await this.#source.sparseIndex;
    const elapsedMs = this.elapsedMs;
    const resume = await (this.#reading === undefined
      ? { cursor: null, atStart: false }
      : failed
        ? resumePointAfterFailure(this.#reading, context, signal.aborted)
        : resumePoint(this.#reading, context));
    const items = this.#items;
    const error = failed && withResumePoint(failed.error, resume, items, plan);
    return { items, meter, elapsedMs, resume, notes: this.#notes(resume, sparse), ...(failed && { error }) };
  }

  #notes({ cursor, secret }: ResumePoint, sparse: Note | undefined): readonly Note[] {
    const names = this.#redactor.suspects();
    const suspects: readonly Note[] = names.length > 0 ? [{ kind: 'suspected-secrets', names }] : [];
    if (this.#failure) return suspects;
    const { contradiction } = this.#prepared;
    if (contradiction) return [{ kind: 'contradiction', origins: contradiction }, ...suspects];
    const isEmpty = this.#items === 0 && cursor === null;
    const isWhole = cursor === null && secret === undefined;
    const { plan } = this.#source;
    return [
      ...(sparse ? [sparse] : []),
      ...this.#order.notes(this.#items, isWhole),
      ...(this.#items > 0 && !plan.count ? this.#columns.notes() : []),
      ...(isEmpty
        ? [
            ...unknownAttributes(this.#prepared),
            ...missingItem(this.#prepared, this.#source.region),
            ...emptyResultHints(this.#prepared),
          ]
        : []),
      ...(this.#reading?.usesDisk ? [{ kind: 'sorted-on-disk' } as const] : []),
      ...(secret === undefined ? [] : [{ kind: 'secret-cursor', attribute: secret } as const]),
      ...suspects,
    ];
  }
}

/** Columns that the user named, including those to sort by. */
function namedColumns({ ask, plan }: PreparedQuestion): readonly string[] {
  const { columns = [], sort } = ask;
  return [
    ...(columns === ALL_COLUMNS ? [] : columns),
    ...(sort === undefined ? [] : (plan.sort ?? []).map(({ column }) => column)),
  ];
}
