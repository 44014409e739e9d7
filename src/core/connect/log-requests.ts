import { type Output, type Send, unitsOf } from '../../dynamo/transport';
import type { SecretTest } from '../../redact/redact';
import { redactInput } from '../../redact/redact-requests';

/** An event in the life of a request. Events never contain headers, which hold credentials, or items, which may be of any table. */
export type RequestEvent = { readonly number: number } & (
  | { readonly kind: 'sent'; readonly operation: string; readonly input: object }
  | { readonly kind: 'received'; readonly response: ResponseFacts; readonly elapsedMs: number }
  | { readonly kind: 'failed'; readonly message: string }
);

/** The main numbers of a response. Undefined for a number that DynamoDB did not report. */
interface ResponseFacts {
  readonly items: number | undefined;
  readonly scanned: number | undefined;
  readonly capacityUnits: number;
  readonly more: boolean;
  readonly attempts: number;
}

export type RequestListener = (event: RequestEvent) => void;

/** Wraps a sender so that `onRequest` receives each request, without the values of secret attributes, and its response or error. */
export function logRequests(send: Send, isSecret: SecretTest, onRequest: RequestListener): Send {
  let count = 0;
  return async (operation, input, signal) => {
    const number = ++count;
    const began = performance.now();
    onRequest({ number, kind: 'sent', operation, input: redactInput(input, isSecret) });
    try {
      const output = await send(operation, input, signal);
      onRequest({
        number,
        kind: 'received',
        response: factsOf(output),
        elapsedMs: performance.now() - began,
      });
      return output;
    } catch (error) {
      onRequest({ number, kind: 'failed', message: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  };
}

function factsOf(output: Output): ResponseFacts {
  const { Items, Item, Count, ScannedCount, LastEvaluatedKey, $metadata } = output;
  const { attempts = 1 } = ($metadata ?? {}) as { attempts?: number };
  return {
    items: Count ?? Items?.length ?? (Item ? 1 : undefined),
    scanned: ScannedCount,
    capacityUnits: unitsOf(output),
    more: LastEvaluatedKey !== undefined,
    attempts,
  };
}
