import type { Client } from '../../dynamo/client/connect';
import type { TableDefinition } from '../../dynamo/model/definition';
import type { Send } from '../../dynamo/transport';
import type { DdbdbgError } from '../../errors';
import type { NamedTable } from '../../local/physical-tables';
import { type SecretTest, secretsOf } from '../../redact/redact';
import type { Note } from '../answer/note';
import { realName, type TableLocation, type TableReference } from '../question/table-name';
import type { RequestListener } from './log-requests';
import { type ClientOptions, checkTargetConnection, type Environment, openClient } from './open-client';
import type { Target } from './target';

export interface ConnectionOptions {
  readonly target: Target;
  readonly catalog: readonly TableDefinition[];
  readonly env: Environment;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly reveal: boolean;
  /** Thrown instead of connecting to anything but a local engine. */
  readonly refusal?: DdbdbgError | undefined;
  readonly onNote: (note: Note) => void;
  readonly onRequest?: RequestListener | undefined;
  readonly askMfaCode?: ClientOptions['askMfaCode'];
}

/** The connections of a session: one per region, and the demo engine. Each is opened when it is first needed. */
export class Connections {
  readonly #options: ConnectionOptions;
  readonly #clients = new Map<string, Promise<Client>>();
  readonly #providers: ClientOptions['providers'] = new Map();
  #demo: Promise<import('../../local/demo').Demo> | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** Whether the requests so far went to AWS rather than to a local engine or another endpoint. */
  async areAws(): Promise<boolean> {
    const clients = await Promise.all(this.#clients.values());
    return clients.every(({ endpoint }) => endpoint === undefined);
  }

  /** Returns the real name of a table of the catalog. */
  nameOf(table: TableDefinition): string {
    return realName(table, this.#options.target.stage);
  }

  /** Returns the table name to use in requests. Local engines don't accept ARNs. */
  requestName({ name, given }: TableReference): string {
    const { demo, local } = this.#options.target;
    return demo || local ? name : given;
  }

  /** Returns a sender for requests to a table. A demo creates the table first, under this name if that of its `definition` differs. */
  async sendTo(
    name: string,
    location: TableLocation,
    { definition, empty = false }: { readonly definition?: TableDefinition; readonly empty?: boolean } = {},
  ): Promise<Send> {
    const { send } = await this.#open(location);
    if (!this.#demo) return send;
    const known = this.#namedTables().filter((table) => table.name === name);
    const isOther = known.length === 0 && definition !== undefined;
    await this.#ensure(isOther ? [{ table: definition, name }] : known, empty);
    return send;
  }

  /** Returns a sender for requests about all tables. A demo creates them empty. */
  async sendToAll(): Promise<Send> {
    const { send } = await this.#open({});
    if (this.#demo) await this.#ensure(this.#namedTables(), true);
    return send;
  }

  /** Returns the region of a table at this location. Undefined if requests do not go to AWS. */
  async regionOf(location: TableLocation): Promise<string | undefined> {
    const { region, endpoint } = await this.#open(location);
    return endpoint === undefined ? region : undefined;
  }

  async close(): Promise<void> {
    for (const client of this.#clients.values()) (await client.catch(() => undefined))?.close();
    await (await this.#demo?.catch(() => undefined))?.stop();
  }

  async #open({ region: tableRegion, fallbackRegion }: TableLocation): Promise<Client> {
    const { target, env, onRequest, askMfaCode, refusal } = this.#options;
    if (refusal && !target.demo && !target.local) throw refusal;
    const region = target.region ?? tableRegion;
    const key = JSON.stringify([region, fallbackRegion]);
    const open = async () => {
      checkTargetConnection(target, env);
      const demoEndpoint = target.demo ? (await this.#startDemo()).endpoint : undefined;
      return openClient(
        { ...target, region },
        {
          env,
          isSecret: this.#secretTest(),
          onRequest,
          demoEndpoint,
          fallbackRegion,
          providers: this.#providers,
          askMfaCode,
        },
      );
    };
    const client = this.#clients.get(key) ?? open();
    this.#clients.set(key, client);
    return client;
  }

  #namedTables(): readonly NamedTable[] {
    return this.#options.catalog.map((table) => ({ table, name: this.nameOf(table) }));
  }

  #startDemo() {
    const { now, onNote } = this.#options;
    this.#demo ??= import('../../local/demo').then(({ Demo }) => {
      onNote({ kind: 'sample-data' });
      return Demo.start(now());
    });
    return this.#demo;
  }

  async #ensure(tables: readonly NamedTable[], empty: boolean): Promise<void> {
    await (await this.#demo)?.ensure(tables, empty ? 'empty' : 'with items');
  }

  /**
   * Attributes that neither a listener nor an error may show: declared secrets, and anything that looks like one, because a request may be
   * about any table.
   */
  #secretTest(): SecretTest {
    const { reveal, catalog } = this.#options;
    if (reveal) return () => false;
    return secretsOf([], catalog).isSecret;
  }
}
