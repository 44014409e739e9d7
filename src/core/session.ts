import type { Configuration } from '../config/configuration';
import { findTable, type TableDefinition } from '../dynamo/model/definition';
import { fromDescribeTable } from '../dynamo/model/from-describe-table';
import { describeTable, tableSize } from '../dynamo/read/describe';
import { metered, newMeter, type Send } from '../dynamo/transport';
import { type DdbdbgError, usageError } from '../errors';
import { NO_SECRETS, type Secrets, secretsOf } from '../redact/redact';
import { Answer } from './answer/answer';
import type { Explanation } from './answer/explanation';
import type { Note } from './answer/note';
import { type ParentQuestion, parentQuestion, readParent } from './answer/parent-item';
import { guardScan } from './answer/scan-guard';
import { Connections } from './connect/connections';
import type { RequestListener } from './connect/log-requests';
import type { Environment } from './connect/open-client';
import type { Target } from './connect/target';
import type { DecodedKey } from './inspect/decode';
import type { PatternFacts } from './inspect/patterns';
import type { TableEntry, TableFacts, TableSample } from './inspect/tables';
import { type Ask, type AskInput, checkAsk } from './question/ask';
import { hidingSecrets } from './question/hide-secrets';
import { checkSyntax, type PreparedQuestion, prepareQuestion } from './question/prepare';
import { catalogTables, type TableLocation, tableReference } from './question/table-name';

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
   * Turns a question into a plan. Sends nothing for a table of the catalog; for any other table, requests its keys and indexes from
   * DynamoDB. Throws a usage error when the question is not valid.
   */
  async prepare(input: AskInput): Promise<PreparedQuestion> {
    const ask = checkAsk(input);
    const prepared =
      ask.command === undefined ? await this.#prepareAny(ask) : this.#prepareKnown(ask, ask.command);
    this.#prepared.add(prepared);
    return prepared;
  }

  #prepareKnown(ask: Ask, command: string): PreparedQuestion {
    const table = findTable(command, this.#catalog);
    if (!table) throw usageError(`No command '${command}' queries a table.`, { kind: 'help' });
    const name = ask.table === undefined ? this.#connections.nameOf(table) : this.#requestName(ask.table);
    const secrets = this.#secrets([table]);
    return hidingSecrets(ask, table, secrets.isSecret, () =>
      prepareQuestion(table, name, ask, { now: this.#options.now(), secrets }),
    );
  }

  /**
   * Prepares a question to any table from its description. Attributes are secret if a definition for a table of this name declares them so.
   */
  async #prepareAny(ask: Ask): Promise<PreparedQuestion> {
    if (ask.table === undefined)
      throw usageError('A question needs a table, or a command that queries one.', { kind: 'list-tables' });
    const { name, requestName, location, known } = this.#lookUp(ask.table);
    const secrets = this.#secrets(known);
    hidingSecrets(ask, { attributes: {} }, secrets.isSecret, () => checkSyntax(ask));
    const meter = newMeter();
    const send = metered(await this.#connections.sendTo(name, location), meter);
    const description = await describeTable(requestName, send, this.#options.signal);
    const table = withSecrets(fromDescribeTable(description, ['find', name]), known);
    const { TableSizeBytes: bytes, ItemCount: items = 0 } = description;
    const prepared = hidingSecrets(ask, table, secrets.isSecret, () =>
      prepareQuestion(table, requestName, ask, { now: this.#options.now(), secrets }),
    );
    return {
      ...prepared,
      described: { name, location, meter, size: bytes === undefined ? undefined : { bytes, items } },
    };
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
    let size = prepared.described?.size;
    if (withSize && !size)
      size = await tableSize(prepared.plan.table, await this.#sendFor(prepared), this.#options.signal);
    return explanationOf(prepared, size, withParent ? this.#parentOf(prepared) : undefined);
  }

  /**
   * Runs a question that this session has prepared. Throws a DdbdbgError (`scan-refused`) if it needs a Scan that is not permitted, and an
   * Error for any other object, since it may lack the secrets or the permission that the session has decided on.
   */
  async run(prepared: PreparedQuestion): Promise<Answer> {
    if (!this.#prepared.has(prepared)) throw new Error('The question was not prepared by this session.');
    const { described, ask, start } = prepared;
    const { signal, scanLimitMb: limitMb, onNote } = this.#options;
    const meter = described?.meter ?? newMeter();
    const send = metered(await this.#sendFor(prepared), meter);
    const began = performance.now();
    let { plan } = prepared;
    let size = described?.size;
    if (plan.operation === 'scan') {
      // A cursor has a position for each segment of the original run. A sorted run reads everything again.
      const segments = plan.sort ? ask.segments : (start?.length ?? ask.segments);
      size ??= await tableSize(plan.table, send, signal);
      plan = guardScan(plan, segments, size, { allowScan: ask.allowScan, limitMb }, onNote);
    }
    // With a cursor, an unknown part of the table is left to read.
    const tableItems = plan.operation === 'scan' && !start ? size?.items : undefined;
    const readParent = this.#parentReader(prepared, send);
    return new Answer(prepared, { plan, send, meter, signal, began, tableItems, readParent });
  }

  /** Lists all tables of the account and region with the commands that query them, one page at a time. */
  async *tables(): AsyncGenerator<readonly TableEntry[]> {
    const { listTables, tableEntry } = await import('./inspect/tables');
    const { target, signal } = this.#options;
    const send = await this.#connections.sendToAll();
    yield* listTables(send, (name) => tableEntry(name, this.#catalog, target.stage), signal);
  }

  /** Describes one table, given its name or ARN. */
  async describe(text: string): Promise<TableFacts> {
    const { describeFacts, tableEntry } = await import('./inspect/tables');
    const { target, signal } = this.#options;
    const { name, requestName, location } = this.#lookUp(text);
    const send = await this.#connections.sendTo(name, location, { empty: true });
    return describeFacts(requestName, tableEntry(name, this.#catalog, target.stage), send, signal);
  }

  /** Returns a table's description and about `size` of its items, with every secret emptied. */
  async sample(text: string, size: number): Promise<TableSample> {
    const { sampleTable } = await import('./inspect/tables');
    const { name, requestName, location, known } = this.#lookUp(text);
    const send = await this.#connections.sendTo(name, location);
    const sample = await sampleTable(requestName, size, known, send, this.#options.signal);
    // The ARN that a custom endpoint returns is not reliable.
    return this.#connections.isAws ? sample : { ...sample, region: undefined };
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

  /** Closes the connections. */
  close(): Promise<void> {
    return this.#connections.close();
  }

  /** The name of the table to use instead of the definition's. */
  #requestName(table: string): string {
    return this.#connections.requestName(tableReference(table, { part: 'setting', name: 'table' }));
  }

  /** Parses the name or ARN of a table, and returns how to reach it and the definitions for tables of this name. */
  #lookUp(text: string) {
    const reference = tableReference(text);
    const { name, region } = reference;
    const known = catalogTables(name, this.#catalog).map(({ table }) => table);
    const location: TableLocation = { region, fallbackRegion: known[0]?.region };
    return { name, requestName: this.#connections.requestName(reference), location, known };
  }

  /** Returns the secrets of a table with these definitions. */
  #secrets(definitions: readonly TableDefinition[]): Secrets {
    const { reveal, config } = this.#options;
    return reveal ? NO_SECRETS : secretsOf(definitions, config.untrusted?.guarded);
  }

  #sendFor({ table, plan, described }: PreparedQuestion): Promise<Send> {
    return described
      ? this.#connections.sendTo(described.name, described.location)
      : this.#connections.sendTo(plan.table, { fallbackRegion: table.region }, { definition: table });
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

/** Adds the secrets that definitions for a table of this name declare. */
function withSecrets(table: TableDefinition, known: readonly TableDefinition[]): TableDefinition {
  const secrets = known.flatMap(({ attributes }) =>
    Object.entries(attributes)
      .filter(([, attribute]) => attribute.secret)
      .map(([name, { type }]) => [name, { type, ...table.attributes[name], secret: true }] as const),
  );
  return { ...table, attributes: { ...table.attributes, ...Object.fromEntries(secrets) } };
}
