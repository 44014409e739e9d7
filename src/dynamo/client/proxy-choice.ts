import { BlockList, isIP } from 'node:net';
import { usageError } from '../../errors';
import type { Environment } from './connection';

/** A proxy of the environment. */
export interface HttpProxy {
  /** Its whole address, which may contain a password. */
  readonly url: URL;
  /** The variable that names it. */
  readonly variable: string;
}

const VARIABLES = ['https_proxy', 'http_proxy'];

/** Whether the environment names any proxy. */
export function hasProxy(env: Environment): boolean {
  return VARIABLES.some((name) => chosen(name, env) !== undefined);
}

/**
 * Returns the proxy for an address, or undefined to connect directly. As for the AWS CLI, names in lower case come first, an empty one turns
 * the proxy off, and no address is direct by itself. Throws a usage error for a proxy that is not an http or https URL.
 */
export function proxyFor(address: URL, env: Environment): HttpProxy | undefined {
  const found = chosen(`${address.protocol.slice(0, -1)}_proxy`, env);
  if (!found || isExempt(address, chosen('no_proxy', env)?.value ?? '')) return undefined;
  const { name, value } = found;
  // `proxy:3128` and `//proxy:3128` are common.
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value.replace(/^\/\//, '')}`;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw usageError('is not the URL of an http or https proxy.', undefined, { part: 'variable', name });
  return { url: new URL(text), variable: name };
}

/** Returns the address of a proxy without its user name and password. */
export function proxyName({ url }: HttpProxy): string {
  return url.origin;
}

/** The value of a variable in lower case or, only if that does not exist, in upper case. Undefined when empty. */
function chosen(
  lower: string,
  env: Environment,
): { readonly name: string; readonly value: string } | undefined {
  const name = env[lower] === undefined ? lower.toUpperCase() : lower;
  const value = env[name]?.trim();
  return value ? { name, value } : undefined;
}

/** Whether a list of hosts, domains and networks contains the host of an address. */
function isExempt({ hostname, port, protocol }: URL, list: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const hostPort = `${host}:${port || (protocol === 'https:' ? 443 : 80)}`;
  return list
    .split(/[\s,]+/)
    .filter(Boolean)
    .some((entry) => {
      if (entry === '*') return true;
      if (entry.includes('/')) return isInNetwork(host, entry);
      const name = entry
        .toLowerCase()
        .replace(/^\*?\./, '')
        .replace(/^\[|\]$/g, '');
      return [host, hostPort].some((one) => one === name || one.endsWith(`.${name}`));
    });
}

function isInNetwork(host: string, network: string): boolean {
  const [address = '', bits] = network.split('/');
  const version = isIP(address);
  if (version === 0 || version !== isIP(host)) return false;
  const prefix = Number(bits);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > (version === 4 ? 32 : 128)) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(address, prefix, family);
  return list.check(host, family);
}
