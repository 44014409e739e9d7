import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** How often a request is sent at most. */
export const MAX_ATTEMPTS = 6;

/** The same while nothing has ever answered: most likely the address is wrong, and a person is waiting. */
const FIRST_ATTEMPTS = 3;

/** Milliseconds that a client waits for what may never come. */
export interface Timeouts {
  /** For a connection to come about. */
  readonly connectionTimeout: number;
  /** Of silence on it, until the first answer. */
  readonly socketTimeout: number;
  readonly laterSocketTimeout: number;
}

/** Three times each of the first two stays well below ten seconds; later a busy service gets longer. */
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
 * Bounds how long a client tries to reach what may not be there. The function that comes back is to be called when something
 * answered, in whatever way; from then on the client is as patient as the SDK.
 */
export async function boundPatience(
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
