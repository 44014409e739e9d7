import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { crc32 } from '../../src/dynamo/client/crc32';
import { type Answer, FAULTS, type FaultName } from './proxy-faults';

/** A request that the proxy received. */
export interface Seen {
  /** The request's number, from 0. */
  readonly number: number;
  readonly operation: string;
  readonly input: Record<string, unknown>;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly headers: IncomingMessage['headers'];
  /** The fault injected into its response. */
  readonly fault: FaultName | undefined;
  /** The read capacity units that the response reports. */
  readonly units: number;
}

export interface TroubleMaker {
  readonly endpoint: string;
  readonly seen: readonly Seen[];
}

/** Chooses the fault for the response to a request. */
export type Choice = (request: Pick<Seen, 'number' | 'operation' | 'input'>) => FaultName | undefined;

export interface ProxyOptions {
  readonly fault?: Choice;
  /** The maximum number of items per page, as the service may end a page at any item. */
  readonly pageItems?: number;
  /** Milliseconds to delay each response. */
  readonly delay?: number;
  /** Registers the function that stops the proxy. Concurrent tests must pass their own. */
  readonly later?: (stop: () => void) => void;
}

/** Starts a proxy between the program and an engine for the rest of the test, which injects the given faults. */
export async function startProxy(engine: string, options: ProxyOptions = {}): Promise<TroubleMaker> {
  const seen: Seen[] = [];
  const agent = new Agent({ keepAlive: true });
  let count = 0;
  let isStopped = false;
  const answerRequest = async (incoming: IncomingMessage, response: ServerResponse) => {
    response.on('error', () => {}); // the client has disconnected
    const body = shortened(await buffer(incoming), options.pageItems);
    const operation = String(incoming.headers['x-amz-target']).replace(/^.*\./, '');
    const request = { number: count++, operation, input: JSON.parse(body.toString() || '{}') };
    const fault = options.fault?.(request);
    const answer = await forward(engine, incoming, body, agent);
    const units = Number(/"CapacityUnits":([\d.]+)/.exec(answer.body.toString('latin1'))?.[1] ?? 0);
    seen.push({ ...request, at: Date.now(), headers: incoming.headers, fault, units });
    if (options.delay) await new Promise((resolve) => setTimeout(resolve, options.delay));
    if (fault) await FAULTS[fault](answer, response);
    else passOn(answer, response);
  };
  const server = createServer((incoming, response) => {
    answerRequest(incoming, response).catch((error: unknown) => {
      response.destroy();
      // A page that the program read ahead, and no longer needs, can be under way when the test ends.
      if (!isStopped) throw error;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  (options.later ?? onTestFinished)(() => {
    isStopped = true;
    agent.destroy();
    server.close();
    server.closeAllConnections();
  });
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

function shortened(body: Buffer, pageItems: number | undefined): Buffer {
  if (pageItems === undefined) return body;
  const input = JSON.parse(body.toString());
  if (!('KeyConditionExpression' in input) && !('TotalSegments' in input)) return body;
  return Buffer.from(JSON.stringify({ ...input, Limit: Math.min(input.Limit ?? pageItems, pageItems) }));
}

async function forward(
  engine: string,
  incoming: IncomingMessage,
  body: Buffer,
  agent: Agent,
): Promise<Answer> {
  const { hostname, port } = new URL(engine);
  const headers = { ...incoming.headers, host: `${hostname}:${port}`, 'content-length': body.length };
  const outgoing = request({ hostname, port, method: 'POST', path: '/', headers, agent }).end(body);
  let answer: IncomingMessage;
  try {
    [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  } catch (error) {
    // The engine may close an idle connection at the moment it is used again.
    if (outgoing.reusedSocket && (error as NodeJS.ErrnoException).code === 'ECONNRESET') {
      return forward(engine, incoming, body, agent);
    }
    throw error;
  }
  const bytes = await buffer(answer);
  const type = String(answer.headers['content-type']);
  // DynamoDB sends a checksum, but not every engine does.
  const checksum = { 'x-amz-crc32': String(crc32(bytes)) };
  return { status: answer.statusCode ?? 0, headers: { 'content-type': type, ...checksum }, body: bytes };
}

function passOn({ status, headers, body }: Answer, response: ServerResponse): void {
  response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
}

/** Injects these faults in order, and none after them. */
export function scripted(...faults: readonly (FaultName | undefined)[]): Choice {
  return ({ number }) => faults[number];
}

/** Injects faults, drawn from a list, into a share of the responses. The same seed gives the same faults. */
export function seeded(seed: number, share: number, faults: readonly FaultName[]): Choice {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => (random() < share ? faults[Math.floor(random() * faults.length)] : undefined);
}
