import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** How many times a request is sent at most. */
export const MAX_ATTEMPTS = 6;

/** The same until the first response: most likely the address is wrong, and the user is waiting. */
const FIRST_ATTEMPTS = 3;

/** Milliseconds to wait for the network. */
export interface Timeouts {
  /** To establish a connection. */
  readonly connectionTimeout: number;
  /** For data on a connection, until the first response. */
  readonly socketTimeout: number;
  /** For data on a connection, after the first response: a busy service gets more time. */
  readonly laterSocketTimeout: number;
}

/** Three attempts with the first two take well under ten seconds. */
export const TIMEOUTS: Timeouts = {
  connectionTimeout: 2_700,
  socketTimeout: 2_700,
  laterSocketTimeout: 5_500,
};

/** The part of the SDK's retry strategy that is used here. */
interface Strategy {
  refreshRetryTokenForRetry(
    token: { getRetryCount(): number },
    failure: { readonly error?: unknown },
  ): Promise<unknown>;
}

/** The part of the SDK's HTTP handler that is used here. */
interface Handler {
  updateHttpClientConfig(name: string, value: number): void;
}

/**
 * Limits how long a client tries to reach a server that may not exist. Call the returned function when a response arrives,
 * whatever it is; from then on the SDK's own limits apply.
 */
export async function limitRetries(
  client: DynamoDBClient,
  { laterSocketTimeout }: Timeouts,
): Promise<() => void> {
  let answered = false;
  const strategy = (await client.config.retryStrategy()) as unknown as Strategy;
  const refresh = strategy.refreshRetryTokenForRetry.bind(strategy);
  strategy.refreshRetryTokenForRetry = (token, failure) => {
    if (!answered && token.getRetryCount() + 1 >= FIRST_ATTEMPTS) return Promise.reject(failure.error);
    return refresh(token, failure);
  };
  return () => {
    if (answered) return;
    answered = true;
    const handler = client.config.requestHandler as unknown as Handler;
    handler.updateHttpClientConfig('socketTimeout', laterSocketTimeout);
  };
}
