import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** How many times a request is sent at most. */
export const MAX_ATTEMPTS = 6;

/** The same until the first response: most likely the address is wrong, and the user is waiting. */
const FIRST_ATTEMPTS = 3;

/**
 * Milliseconds to establish a connection, and to wait for data on it. Three attempts take well under ten seconds. After the first
 * response, a busy service gets more time.
 */
export const TIMEOUTS = { connectionTimeout: 2_700, socketTimeout: 2_700 };
const LATER_SOCKET_TIMEOUT = 5_500;

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
export async function limitRetries(client: DynamoDBClient): Promise<() => void> {
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
    handler.updateHttpClientConfig('socketTimeout', LATER_SOCKET_TIMEOUT);
  };
}
