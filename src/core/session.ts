import type { Configuration } from '../config/configuration';
import { commandsOf, findTable, type TableDefinition } from '../dynamo/model/definition';
import { sizeOf, sizesOf, type TableSizes } from '../dynamo/model/table-description';
import { resume } from '../dynamo/plan/cursor';
import type { Plan } from '../dynamo/plan/plan';
import { describeIfPermitted, describeTable } from '../dynamo/read/describe';
import { metered, newMeter, type Send } from '../dynamo/transport';
import { type DdbdbgError, usageError } from '../errors';
import { NO_SECRETS, type Secrets, secretsOf } from '../redact/redact';
import { Answer } from './answer/answer';
import type { Explanation } from './answer/explanation';
import { idSearch } from './answer/id-search';
import type { Note } from './answer/note';
import { type ParentQuestion, parentQuestion, readParent } from './answer/parent-item';
import { guardScan } from './answer/scan-guard';
import { sparseIndexNote } from './answer/sparse-index-note';
import { withoutAdvice } from './connect/applicable-remedies';
import { Connections } from './connect/connections';
import type { RequestListener } from './connect/log-requests';
import type { Environment } from './connect/open-client';
import type { Target } from './connect/target';
import type { DecodedKey } from './inspect/decode';
import type { PatternFacts, refusalOfExample } from './inspect/patterns';
import type { TableEntry, TableFacts, TableSample } from './inspect/tables';
import { type Ask, type AskInput, checkAsk } from './question/ask';
import { checkSyntax } from './question/check-syntax';
import { windowEnds } from './question/conditions';
import { prepareDescribed } from './question/described-table';
import { hidingSecrets } from './question/hide-secrets';
import { type PreparedQuestion, prepareQuestion } from './question/prepare';
import { type NamedTable, namedTable, type TableLocation, tableReference } from './question/table-name';

/** The options that a surface opens a session with. */
export interface SessionOptions {
  readonly config: Pick<Configuration, 'catalog' | 'untrusted'>;
  readonly target: Target;
  readonly env: Environment;
  /** The present, in epoch milliseconds. */
  readonly now: () => number;
  /** Aborts all requests. Its reason is a DdbdbgError. */
  readonly signal: AbortSignal;
  /** Shows secret attributes. It is not part of a question because only the user at the surface may decide it. */
  readonly reveal?: boolean | undefined;
  /** Why nothing may be sent: the target is the choice of a file that the user has not trusted. A local engine may be asked anyway. */
  readonly refusal?: DdbdbgError | undefined;
  /** A table up to this size, in megabytes, may be scanned without further permission. */
  readonly scanLimitMb?: number | undefined;
  /** Receives notes that precede the answer. */
  readonly onNote?: ((note: Note) => void) | undefined;
  readonly onRequest?: RequestListener | undefined;
  /** Asks the user for the code of an MFA device. Resolves to undefined when there is nobody to ask. */
  readonly askMfaCode?: ((device: string) => Promise<string | undefined>) | undefined;
}

/**
 * The only way to get an answer. All surfaces use a session, which guards Scans, hides secrets and manages the connections. Surfaces have
 * no other access to DynamoDB.
 */
export class Session {
  readonly #options: SessionOptions & { readonly onNote: (note: Note) => void };
  readonly #catalog: readonly TableDefinition[];
  readonly #connections: Connections;
  readonly #prepared = new WeakSet<PreparedQuestion>();

  constructor(options: SessionOptions) {
    const { config, onNote = () => {}, reveal = false } = options;
    this.#options = { ...options, onNote };
    this.#catalog = config.catalog;
    this.#connections = new Connections({ ...options, catalog: config.catalog, onNote, reveal });
  }

  /**
   * Turns a question into a plan. Sends nothing for a command of the catalog; for a table by its name, requests its keys and indexes from
   * DynamoDB, and a few items if that shows how it stores times. Throws a usage error when the question is not valid.
   */
  async prepare(input: AskInput): Promise<PreparedQuestion> {
    const ask = checkAsk(input);
    const prepared =
      ask.command === undefined ? await this.#prepareAny(ask) : await this.#prepareKnown(ask, ask.command);
    this.#prepared.add(prepared);
    return prepared;
  }

  async #prepareKnown(ask: Ask, command: string): Promise<PreparedQuestion> {
    const table = findTable(command, this.#catalog);
    if (!table) throw usageError(`No command '${command}' queries a table.`, { kind: 'help' });
    const name = ask.table === undefined ? this.#connections.nameOf(table) : this.#requestName(ask.table);
    const secrets = this.#secrets([table]);
    return hidingSecrets(ask, table, secrets.isSecret, () =>
      prepareQuestion(table, name, ask, { now: this.#options.now(), secrets }),
    );
  }

  /**
   * Prepares a question to any table from its description, and from what the catalog knows about a table of this name. If the question
   * compares an attribute with a time and nobody knows how it stores times, also reads a few items.
   */
  async #prepareAny(ask: Ask): Promise<PreparedQuestion> {
    if (ask.table === undefined)
      throw usageError('A question needs a table, or a command that queries one.', { kind: 'list-tables' });
    const named = this.#named(ask.table);
    const { name, location, known, definitions } = named;
    const requestName = this.#connections.requestName(named.reference);
    const { signal, now } = this.#options;
    const secrets = this.#secrets(known);
    await hidingSecrets(ask, { attributes: {} }, secrets.isSecret, () => {
      checkSyntax(ask);
      windowEnds(ask, now());
    });
    const meter = newMeter();
    const send = metered(await this.#sendToNamed(named), meter);
    const description = await describeTable(requestName, send, signal).catch(async (error: unknown) => {
      throw await this.#withSimilarTable(error, name, send);
    });
    const prepared = await prepareDescribed(ask, description, {
      ...{ name, requestName, definitions, known, secrets, send, signal },
      now: now(),
      onTime: (time) => this.#options.onNote({ kind: 'window-time', ...time }),
    });
    return { ...prepared, described: { name, location, meter, sizes: sizesOf(description) } };
  }

  /**
   * Explains the plan and the estimated cost of a question. Sends nothing, unless `withSize` requests the table's size. `withParent`
   * includes the request for the item that all items belong to, if the surface shows it.
   */
  async explain(
    prepared: PreparedQuestion,
    { withSize = false, withParent = false }: { withSize?: boolean; withParent?: boolean } = {},
  ): Promise<Explanation> {
    const { explanationOf } = await import('./answer/explanation');
    const { question, sizes } = withSize
      ? await this.#described(prepared, await this.#sendFor(prepared))
      : { question: prepared, sizes: prepared.described?.sizes };
    return explanationOf(question, sizes, withParent ? this.#parentOf(prepared) : undefined);
  }

  /**
   * Runs a question that this session has prepared. Throws a DdbdbgError (`scan-refused`) if it needs a Scan that is not permitted, and an
   * Error for any other object, since it may lack the secrets or the permission that the session has decided on.
   */
  async run(prepared: PreparedQuestion): Promise<Answer> {
    if (!this.#prepared.has(prepared)) throw new Error('The question was not prepared by this session.');
    const { described, ask } = prepared;
    const { signal, scanLimitMb: limitMb, onNote } = this.#options;
    const meter = described?.meter ?? newMeter();
    const send = metered(await this.#sendFor(prepared), meter);
    const began = performance.now();
    const { question, sizes } =
      prepared.plan.operation === 'scan'
        ? await this.#described(prepared, send)
        : { question: prepared, sizes: described?.sizes };
    for (const note of idSearch(prepared, question)) onNote(note);
    let { plan } = question;
    const { start } = question;
    const size = sizes && sizeOf(plan, sizes);
    if (plan.operation === 'scan') {
      // A cursor has a position for each segment of the original run. A sorted run reads everything again.
      const segments = plan.sort ? ask.segments : (start?.length ?? ask.segments);
      const key = prepared.table.keyIsAssumed && question !== prepared ? question.table : undefined;
      plan = guardScan(plan, segments, size, { allowScan: ask.allowScan, limitMb, key }, onNote);
    }
    // With a cursor, an unknown part of the table is left to read.
    const tableItems = plan.operation === 'scan' && !start ? size?.items : undefined;
    const sparseIndex = plan.mayLack && sparseIndexNote(question, this.#sizes(plan, sizes, send));
    const readParent = this.#parentReader(prepared, send);
    const region = await this.#connections.regionOf(locationOf(prepared));
    return new Answer(question, {
      ...{ plan, send, meter, signal, began, tableItems, sparseIndex, region, readParent },
    });
  }

  /** Plans a question again by the description of its table, unless it is known already or there is no permission to request it. */
  async #described(
    prepared: PreparedQuestion,
    send: Send,
  ): Promise<{ readonly question: PreparedQuestion; readonly sizes: TableSizes | undefined }> {
    const { described, plan, cursor } = prepared;
    if (described) return { question: prepared, sizes: described.sizes };
    const description = await describeIfPermitted(plan.table, send, this.#options.signal);
    if (plan.operation !== 'scan') return { question: prepared, sizes: description && sizesOf(description) };
    if (description) {
      const { replan } = await import('./question/replan');
      return { question: replan(prepared, description), sizes: sizesOf(description) };
    }
    // Without the description, the plan that the cursor is of can't be found again.
    if (cursor) resume(plan, cursor);
    return { question: prepared, sizes: undefined };
  }

  /** The sizes of a table and its indexes, requested if they are not known. */
  async #sizes({ table }: Plan, known: TableSizes | undefined, send: Send): Promise<TableSizes | undefined> {
    if (known) return known;
    const description = await describeIfPermitted(table, send, this.#options.signal);
    return description && sizesOf(description);
  }

  /** Lists all tables of the account and region with the commands that query them, one page at a time. */
  async *tables(): AsyncGenerator<readonly TableEntry[]> {
    const { listTables, tableEntry } = await import('./inspect/tables');
    const { target, signal } = this.#options;
    const send = await this.#connections.sendToAll();
    yield* listTables(send, (name) => tableEntry(name, this.#catalog, target.stage), signal);
  }

  /** Describes one table, given its name or ARN, or the command that queries it. */
  async describe(text: string): Promise<TableFacts> {
    const { describeFacts, tableEntry } = await import('./inspect/tables');
    const { target, signal } = this.#options;
    const definition = findTable(text, this.#catalog);
    if (definition) {
      const name = this.#connections.nameOf(definition);
      const location = { fallbackRegion: definition.region };
      const send = await this.#connections.sendTo(name, location, { definition, empty: true });
      return describeFacts(name, { name, command: definition.command }, send, signal);
    }
    const named = this.#named(text);
    const { name, reference } = named;
    const send = await this.#sendToNamed(named, { empty: true });
    try {
      const requestName = this.#connections.requestName(reference);
      return await describeFacts(requestName, tableEntry(name, this.#catalog, target.stage), send, signal);
    } catch (error) {
      const commands = this.#catalog.flatMap((table) => commandsOf(table).map((words) => words.join(' ')));
      throw await this.#withSimilarTable(error, name, send, commands);
    }
  }

  /** Returns a table's description and about `size` of its items, with every secret emptied. */
  async sample(text: string, size: number): Promise<TableSample> {
    const { sampleTable } = await import('./inspect/tables');
    const named = this.#named(text);
    const send = await this.#sendToNamed(named);
    const requestName = this.#connections.requestName(named.reference);
    const sample = await sampleTable(requestName, size, named.known, send, this.#options.signal);
    // The ARN that a custom endpoint returns is not reliable.
    return (await this.#connections.areAws()) ? sample : { ...sample, region: undefined };
  }

  /** Decodes a key value by all templates that match it. Sends nothing. */
  async decode(key: string): Promise<readonly DecodedKey[]> {
    const { decodedKeys } = await import('./inspect/decode');
    return decodedKeys(key, this.#catalog, this.#options.target.stage);
  }

  /** Returns the access patterns of the commands that begin with these words, or of all commands. Sends nothing. */
  async patterns(words: readonly string[] = []): Promise<readonly PatternFacts[]> {
    const { patternsOf } = await import('./inspect/patterns');
    const { target, now } = this.#options;
    return patternsOf(words, this.#catalog, { stage: target.stage, now: now() });
  }

  /** Returns a check of the examples of any definition, which gives the reason for which a question is refused. Sends nothing. */
  async exampleCheck(): Promise<typeof refusalOfExample> {
    return (await import('./inspect/patterns')).refusalOfExample;
  }

  /** Closes the connections. */
  close(): Promise<void> {
    return this.#connections.close();
  }

  /** The name of the table to use instead of the definition's. */
  #requestName(table: string): string {
    return this.#connections.requestName(tableReference(table, { part: 'setting', name: 'table' }));
  }

  #named(text: string): NamedTable {
    return namedTable(text, this.#catalog, this.#options.target.stage);
  }

  /** Returns a sender for requests to a table that the user named. Its errors don't advise what has no effect on such a name. */
  async #sendToNamed({ name, location, hasStage }: NamedTable, { empty = false } = {}): Promise<Send> {
    const send = await this.#connections.sendTo(name, location, { empty });
    return withoutAdvice(send, hasStage ? ['table'] : ['table', 'stage']);
  }

  /** Adds the name of a similar table to the error that a table does not exist, which takes one more request. */
  async #withSimilarTable(
    error: unknown,
    name: string,
    send: Send,
    others?: readonly string[],
  ): Promise<unknown> {
    const { withSimilarTable } = await import('./inspect/similar-table');
    // A demo creates tables on first use.
    const sendToAll = this.#options.target.demo ? await this.#connections.sendToAll() : send;
    return withSimilarTable(error, name, sendToAll, others, this.#options.signal);
  }

  /** Returns the secrets of a table with these definitions. */
  #secrets(definitions: readonly TableDefinition[]): Secrets {
    const { reveal, config } = this.#options;
    return reveal ? NO_SECRETS : secretsOf(definitions, config.untrusted?.guarded);
  }

  async #sendFor(prepared: PreparedQuestion): Promise<Send> {
    const { table, plan, described } = prepared;
    if (described) return this.#connections.sendTo(described.name, described.location);
    const send = await this.#connections.sendTo(plan.table, locationOf(prepared), { definition: table });
    return table.name.includes('{stage}') ? send : withoutAdvice(send, ['stage']);
  }

  #parentOf(prepared: PreparedQuestion): ParentQuestion | undefined {
    return parentQuestion(prepared, this.#catalog, (table) => this.#connections.nameOf(table));
  }

  #parentReader(prepared: PreparedQuestion, send: Send) {
    const parent = this.#parentOf(prepared);
    if (!parent) return undefined;
    const { table, request } = parent;
    const secrets = this.#secrets([table]);
    return async (finished: AbortSignal) => {
      // A demo creates the parent's table only now that it is needed.
      await this.#connections.sendTo(String(request.input.TableName), { fallbackRegion: table.region });
      return readParent(parent, send, secrets, finished);
    };
  }
}

/** Returns the location of a question's table. */
function locationOf({ described, table }: PreparedQuestion): TableLocation {
  return described?.location ?? { fallbackRegion: table.region };
}
