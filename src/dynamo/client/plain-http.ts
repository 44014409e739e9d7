import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { usageError } from '../../errors';
import { isLoopback } from '../../loopback';
import type { Origin } from '../../origin';

/** Throws a usage error for a plain HTTP address, unless it is on this machine. `about` is where the address comes from. */
export function refusePlainHttp(url: URL, about?: Origin): void {
  if (url.protocol !== 'http:' || isLoopback(url.hostname)) return;
  throw usageError(`Plain HTTP to ${url.host} would be unencrypted.`, { kind: 'allow-plain-http' }, about);
}

/**
 * Makes a client refuse plain HTTP just before a request is signed. By then the SDK has found an endpoint in places that only it
 * reads, such as `endpoint_url` of a profile.
 */
export function guardPlainHttp(client: DynamoDBClient): void {
  client.middlewareStack.add(
    (next) => (args) => {
      const { protocol, hostname } = args.request as { protocol: string; hostname: string };
      refusePlainHttp(new URL(`${protocol}//${hostname}`), { part: 'aws-config', name: 'endpoint_url' });
      return next(args);
    },
    { step: 'build', name: 'guardPlainHttp' },
  );
}
