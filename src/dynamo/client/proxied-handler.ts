import type { ClientRequest, RequestOptions } from 'node:http';
import { STATUS_CODES } from 'node:http';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import type { Environment } from './connection';
import { type HttpProxy, proxyFor, proxyName } from './proxy-choice';

type Options = ConstructorParameters<typeof NodeHttpHandler>[0] & object;
type Request = Parameters<NodeHttpHandler['handle']>[0];
type RequestLimits = Parameters<NodeHttpHandler['handle']>[1];
type Response = ReturnType<NodeHttpHandler['handle']>;

const AGENT = { keepAlive: true, maxSockets: 50 };

/** An HTTP handler for the SDK that sends each request directly or through the proxy that the environment names for its address. */
export class ProxiedHandler {
  readonly metadata = { handlerProtocol: 'http/1.1' };
  readonly #options: Options & { readonly ca: string | undefined };
  readonly #env: Environment;
  readonly #handlers = new Map<string, NodeHttpHandler>();
  readonly #changes = new Map<string, unknown>();

  constructor(options: Options & { readonly ca: string | undefined }, env: Environment) {
    this.#options = options;
    this.#env = env;
  }

  async handle(request: Request, limits?: RequestLimits): Response {
    const { protocol, hostname, port } = request;
    const address = new URL(`${protocol}//${hostname}${port ? `:${port}` : ''}`);
    const proxy = proxyFor(address, this.#env);
    const result = await this.#handlerFor(proxy).handle(request, limits);
    // Only a proxy demands this, and one that forwards plain HTTP answers itself.
    if (proxy && result.response.statusCode === 407) throw refusal(proxy, address.host, 407);
    return result;
  }

  /** The SDK's way to change an option. */
  updateHttpClientConfig(name: never, value: never): void {
    this.#changes.set(name, value);
    for (const handler of this.#handlers.values()) handler.updateHttpClientConfig(name, value);
  }

  httpHandlerConfigs(): object {
    return this.#options;
  }

  destroy(): void {
    for (const handler of this.#handlers.values()) handler.destroy();
  }

  #handlerFor(proxy: HttpProxy | undefined): NodeHttpHandler {
    const key = proxy?.url.href ?? '';
    const known = this.#handlers.get(key);
    if (known) return known;
    const { ca, ...options } = this.#options;
    const agents = proxy
      ? { httpAgent: new ForwardAgent(proxy), httpsAgent: new TunnelAgent(proxy, ca) }
      : { httpsAgent: ca === undefined ? {} : { ca } };
    const handler = new NodeHttpHandler({ ...options, ...agents } as Options);
    for (const [name, value] of this.#changes) handler.updateHttpClientConfig(name as never, value as never);
    this.#handlers.set(key, handler);
    return handler;
  }
}

/** Forwards plain HTTP through a proxy. */
class ForwardAgent extends HttpProxyAgent<string> {
  readonly #proxy: HttpProxy;

  constructor(proxy: HttpProxy) {
    super(proxy.url.href, AGENT);
    this.#proxy = proxy;
  }

  override connect(...args: Parameters<HttpProxyAgent<string>['connect']>) {
    return super.connect(...args).catch((error: unknown) => {
      throw unreachable(this.#proxy, error);
    });
  }
}

/** Opens a tunnel through a proxy for HTTPS. */
class TunnelAgent extends HttpsProxyAgent<string> {
  readonly #proxy: HttpProxy;
  readonly #ca: string | undefined;

  constructor(proxy: HttpProxy, ca: string | undefined) {
    super(proxy.url.href, { ...AGENT, ...(ca !== undefined && { ca }) } as object);
    this.#proxy = proxy;
    this.#ca = ca;
  }

  override async connect(request: ClientRequest, options: Parameters<HttpsProxyAgent<string>['connect']>[1]) {
    let status = 0;
    request.once('proxyConnect', ({ statusCode }: { statusCode: number }) => {
      status = statusCode;
    });
    const trusted = this.#ca === undefined ? options : { ...options, ca: this.#ca };
    const socket = await super.connect(request, trusted).catch((error: unknown) => {
      throw status === 200 ? error : unreachable(this.#proxy, error);
    });
    if (status === 200) return socket;
    socket.destroy();
    const { host, port } = options as RequestOptions;
    throw refusal(this.#proxy, `${host}:${port}`, status);
  }
}

/** Returns the error for a proxy that can't be reached. */
function unreachable(proxy: HttpProxy, cause: unknown): Error {
  const { code } = cause as NodeJS.ErrnoException;
  const reason = code ?? (cause instanceof Error ? cause.message : String(cause));
  return proxyError(`The proxy ${proxyName(proxy)} of ${proxy.variable} can't be reached (${reason}).`, {
    cause,
    code,
    proxyVariable: proxy.variable,
  });
}

/** Returns the error for a proxy that does not connect to a host. */
function refusal(proxy: HttpProxy, host: string, status: number): Error {
  const answer = `HTTP ${[status, STATUS_CODES[status]].filter(Boolean).join(' ')}`;
  const problem = status === 407 ? 'demands a user name and password' : `refused to connect to ${host}`;
  return proxyError(`The proxy ${proxyName(proxy)} of ${proxy.variable} ${problem} (${answer}).`, {
    proxyStatus: status,
    proxyVariable: proxy.variable,
    ...(status >= 500 && { $retryable: { throttling: false } }),
  });
}

function proxyError(message: string, { cause, ...facts }: Record<string, unknown>): Error {
  return Object.assign(new Error(message, { cause }), { name: 'ProxyError', ...facts });
}
