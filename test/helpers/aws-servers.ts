import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request that a server received: what it was signed with, and its target. */
interface Arrival {
  readonly server: string;
  readonly key: string | undefined;
  readonly region: string | undefined;
  readonly service: string | undefined;
  /** The address in the request line: a whole one if the request came to a proxy. */
  readonly url: string;
  readonly host: string | undefined;
}

export interface Servers {
  /** The requests, in order. */
  readonly arrivals: readonly Arrival[];
  /** Their bodies, without those that a proxy tunnels. */
  readonly bodies: readonly string[];
  /** The address of a server, which is started when it is first asked for. */
  url(name: string): Promise<string>;
}

/** The access key of the role that STS gives. */
export const ROLE_KEY = 'ASIAROLEROLEROLEROLE';

/** The access key that SSO gives. */
export const SSO_KEY = 'ASIASSOSSOSSOSSOSSOS';

/**
 * Starts servers for the rest of a test. Each answers for DynamoDB (with no tables), STS and SSO. Those whose name begins with `proxy` forward
 * plain HTTP and open tunnels.
 */
export function awsServers(): Servers {
  const arrivals: Arrival[] = [];
  const bodies: string[] = [];
  const started = new Map<string, Promise<string>>();
  const start = async (name: string) => {
    const server = createServer((request, response) => {
      const signed = /Credential=([^/]+)\/\d+\/([\w-]+)\/(\w+)\//.exec(request.headers.authorization ?? '');
      const { url = '', headers } = request;
      const [, key, region, service] = signed ?? [];
      arrivals.push({ server: name, key, region, service, url, host: headers.host });
      void respond(request, response, (body) => bodies.push(body));
    });
    server.on('connect', (request, socket, head) => {
      const { url = '' } = request;
      arrivals.push({
        server: name,
        key: undefined,
        region: undefined,
        service: undefined,
        url,
        host: undefined,
      });
      const [host = '', port] = url.split(':');
      // Whatever the host is, it is played by this machine.
      if (!name.startsWith('proxy to')) return socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      const upstream = connect(Number(port) === 443 ? Number(name.split(' ')[2]) : Number(port), '127.0.0.1');
      upstream.once('connect', () => {
        socket.write(`HTTP/1.1 200 OK to ${host}\r\n\r\n`);
        upstream.write(head);
        upstream.pipe(socket).pipe(upstream);
      });
      upstream.on('error', () => socket.destroy());
      socket.on('error', () => upstream.destroy());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  return {
    arrivals,
    bodies,
    url(name) {
      const url = started.get(name) ?? start(name);
      started.set(name, url);
      return url;
    },
  };
}

/** Answers as DynamoDB, STS or SSO, whichever the request is for. */
export async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  onBody: (body: string) => void = () => {},
): Promise<void> {
  let body = '';
  for await (const chunk of request) body += chunk;
  onBody(body);
  const expires = new Date(Date.now() + 3_600_000).toISOString();
  if (/federation\/credentials/.test(request.url ?? '')) {
    const roleCredentials = { accessKeyId: SSO_KEY, secretAccessKey: 's', sessionToken: 't' };
    response.writeHead(200, { 'content-type': 'application/json' });
    return void response.end(
      JSON.stringify({ roleCredentials: { ...roleCredentials, expiration: Date.parse(expires) } }),
    );
  }
  const [, action] = /Action=(AssumeRole\w*)/.exec(body) ?? [];
  if (action) {
    response.writeHead(200, { 'content-type': 'text/xml' });
    const credentials = `<AccessKeyId>${ROLE_KEY}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${expires}</Expiration>`;
    return void response.end(
      `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result><Credentials>${credentials}</Credentials><AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/r/s</Arn><AssumedRoleId>i</AssumedRoleId></AssumedRoleUser></${action}Result></${action}Response>`,
    );
  }
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{"TableNames":[]}');
}
