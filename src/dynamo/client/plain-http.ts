import { usageError } from '../../errors';
import { isLoopback } from '../../loopback';
import type { Origin } from '../../origin';

/** Throws a usage error for a plain HTTP address, unless it is on this machine. `about` is where the address comes from. */
export function refusePlainHttp(url: URL, about?: Origin): void {
  if (url.protocol !== 'http:' || isLoopback(url.hostname)) return;
  throw usageError(`Plain HTTP to ${url.host} would be unencrypted.`, { kind: 'allow-plain-http' }, about);
}

/** Throws a usage error for an endpoint that is not an address, or that would receive requests over unencrypted HTTP. */
export function checkEndpoint(address: string, origin: Origin, insecure: boolean | undefined): void {
  const invalid = (message: string) => usageError(message, undefined, origin);
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
    throw invalid(`'${address}' is not an http or https URL.`);
  const url = new URL(address);
  if (url.username !== '' || url.password !== '')
    throw invalid('The address contains a user name or password, which AWS does not support.');
  if (url.search !== '' || url.hash !== '')
    throw invalid(`'${url.search}${url.hash}' can't be part of an endpoint URL.`);
  if (!insecure) refusePlainHttp(url, origin);
}
