import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A response to send. */
export interface Answer {
  readonly status?: number;
  readonly body: object | string;
}

export interface FakeEndpoint {
  readonly url: string;
  /** The requests it received, in order. */
  readonly requests: readonly { readonly operation: string; readonly input: Record<string, unknown> }[];
}

type Responder = (
  operation: string,
  input: Record<string, unknown>,
  request: IncomingMessage,
) => Answer | Promise<Answer>;

/**
 * Starts an endpoint for the rest of a test, which sends the given responses and records the requests. `later` registers what stops
 * it; a concurrent test passes its own.
 */
export async function fakeEndpoint(
  respond: Responder,
  later: (stop: () => void) => void = onTestFinished,
): Promise<FakeEndpoint> {
  const requests: { operation: string; input: Record<string, unknown> }[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const input = JSON.parse(text);
    requests.push({ operation, input });
    const { status = 200, body } = await respond(operation, input, request);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  later(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

/** Starts an endpoint that forwards everything to another one. */
export function watchedEndpoint(target: string): Promise<FakeEndpoint> {
  return fakeEndpoint((_, input, request) => forwarded(target, input, request));
}

/** Forwards a request to another endpoint. */
export async function forwarded(
  target: string,
  input: object,
  { headers }: IncomingMessage,
): Promise<Answer> {
  const kept = ['x-amz-target', 'content-type', 'authorization', 'x-amz-date'];
  const response = await fetch(target, {
    method: 'POST',
    headers: Object.fromEntries(kept.map((name) => [name, String(headers[name] ?? '')])),
    body: JSON.stringify(input),
  });
  return { status: response.status, body: await response.text() };
}

/** An error in DynamoDB's form. */
export function refusal(name: string, message = name): Answer {
  return { status: 400, body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message } };
}
