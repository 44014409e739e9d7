import { readFile } from 'node:fs/promises';
import { isLoopback } from '../../loopback';
import type { Credentials, Environment } from './connection';

/** Milliseconds that the endpoint of a container gets for its whole answer. */
const TIMEOUT = 3_000;

/** The hosts of ECS and EKS, which need no HTTPS as they never leave the machine. */
const LINK_LOCAL: ReadonlySet<string> = new Set(['169.254.170.2', '169.254.170.23', '[fd00:ec2::23]']);

/** Returns the address from which a container gets its credentials, or undefined outside of one. */
export function containerAddress(env: Environment): string | undefined {
  const relative = env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI;
  return relative ? `http://169.254.170.2${relative}` : env.AWS_CONTAINER_CREDENTIALS_FULL_URI || undefined;
}

/**
 * Gets the credentials of a container, always directly. The SDK's provider has no limit for an endpoint that accepts a request and stays silent,
 * and writes a warning to stderr while it waits.
 */
export async function containerCredentials(address: string, env: Environment): Promise<Credentials> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isSafe =
    url?.protocol === 'https:' || isLoopback(url?.hostname ?? '') || LINK_LOCAL.has(url?.hostname ?? '');
  if (!url || !isSafe) throw failure(`'${address}' is neither an HTTPS URL nor one of this machine`);
  const { AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file, AWS_CONTAINER_AUTHORIZATION_TOKEN: token } = env;
  const authorization = (file ? await readFile(file, 'utf8') : (token ?? '')).trim();
  const { status, body } = await get(url, authorization);
  if (status !== 200) throw failure(`HTTP ${status}`);
  const { AccessKeyId, SecretAccessKey, Token, Expiration } = parsed(body);
  if (typeof AccessKeyId !== 'string' || typeof SecretAccessKey !== 'string')
    throw failure('The response contains no credentials');
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    ...(typeof Token === 'string' && { sessionToken: Token }),
    ...(typeof Expiration === 'string' && { expiration: new Date(Expiration) }),
  };
}

async function get(url: URL, authorization: string): Promise<{ status: number; body: string }> {
  const { request } = url.protocol === 'https:' ? await import('node:https') : await import('node:http');
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { headers: authorization ? { authorization } : {}, agent: false },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          body += chunk;
          if (body.length > MOST) sent.destroy(failure('The response is too long'));
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      },
    );
    const timer = setTimeout(() => {
      sent.destroy(Object.assign(new Error(`${url.href} does not answer`), { name: 'TimeoutError' }));
    }, TIMEOUT);
    sent.on('error', reject);
    sent.on('close', () => {
      clearTimeout(timer);
      reject(failure('The response is incomplete')); // without effect if it was complete
    });
    sent.end();
  });
}

/** Characters. Credentials take some two thousand. */
const MOST = 100_000;

function parsed(body: string): Readonly<Record<string, unknown>> {
  try {
    const data: unknown = JSON.parse(body);
    if (typeof data === 'object' && data !== null) return data as Readonly<Record<string, unknown>>;
  } catch {
    // Not JSON: the text may contain anything, so it is not repeated.
  }
  throw failure('The response is not JSON');
}

function failure(message: string): Error {
  return Object.assign(new Error(message), { name: 'ContainerCredentialsError' });
}
