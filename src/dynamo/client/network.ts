import { readFile } from 'node:fs/promises';
import { usageError } from '../../errors';
import { isLoopback } from '../../loopback';
import type { Environment, Setting } from './connection';
import { hasProxy, proxyFor, proxyName } from './proxy-choice';
import { QUIET } from './quiet';
import type { Timeouts } from './retry-strategy';

/** Returns what the SDK takes as its HTTP handler: options of its own, or a handler that also knows the proxies of the environment. */
export async function httpHandler(
  { connectionTimeout, socketTimeout }: Timeouts,
  env: Environment,
  caBundle: Setting | undefined,
) {
  const ca = caBundle && (await certificates(caBundle));
  const options = { connectionTimeout, socketTimeout, logger: QUIET };
  if (!hasProxy(env)) return { ...options, ...(ca !== undefined && { httpsAgent: { ca } }) };
  const { ProxiedHandler } = await import('./proxied-handler');
  return new ProxiedHandler({ ...options, ca }, env);
}

/** Reads a file of certificates. Throws a usage error if there are none. */
async function certificates({ value: path, origin }: Setting): Promise<string> {
  const text = await readFile(path, 'utf8').catch(({ code }: NodeJS.ErrnoException) => {
    throw usageError(`${path} can't be read (${code}).`, undefined, origin);
  });
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw usageError(`${path} contains no certificates in PEM format.`, undefined, origin);
}

/** Throws a usage error if plain HTTP to an endpoint on this machine would leave it through a proxy. */
export function refusePlainHttpByProxy(endpoint: string, env: Environment): void {
  const url = new URL(endpoint);
  const proxy = url.protocol === 'http:' ? proxyFor(url, env) : undefined;
  if (!proxy || proxy.url.protocol === 'https:' || isLoopback(proxy.url.hostname)) return;
  throw usageError(
    `Plain HTTP to ${url.host} through the proxy ${proxyName(proxy)} would be unencrypted.`,
    [`Add ${url.hostname} to NO_PROXY.`, { kind: 'allow-plain-http' }],
    { part: 'variable', name: proxy.variable },
  );
}
