import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { usageError } from '../../errors';
import { isLoopback } from '../../loopback';
import type { Origin } from '../../origin';

/** Throws a usage error for an address that would be reached unencrypted, unless it is on this machine. */
export function refusePlainHttp(url: URL, about?: Origin): void {
  if (url.protocol !== 'http:' || isLoopback(url.hostname)) return;
  throw usageError(`Plain HTTP to ${url.host} would be unencrypted.`, { kind: 'allow-plain-http' }, about);
}

/**
 * Refuses the same at the last moment before a request is signed: by then the SDK has looked for an endpoint in places that
 * only it knows, such as `endpoint_url` of a profile.
 */
export function guardPlainHttp(client: DynamoDBClient): void {
  client.middlewareStack.add(
    (next) => (args) => {
      const { protocol, hostname } = args.request as { protocol: string; hostname: string };
      refusePlainHttp(new URL(`${protocol}//${hostname}`), { part: 'setting', name: 'endpoint_url' });
      return next(args);
    },
    { step: 'build', name: 'guardPlainHttp' },
  );
}
