import { type Output, type Send, unitsOf } from '../../dynamo/transport';
import type { SecretTest } from '../../redact/redact';
import { redactInput } from '../../redact/redact-requests';

/**
 * What happens to a request, for whoever watches. Headers and items are never part of it: the one have credentials, the other whatever
 * was not asked for here.
 */
export type RequestEvent = { readonly number: number } & (
  | { readonly kind: 'sent'; readonly operation: string; readonly input: object }
  | { readonly kind: 'answered'; readonly answer: AnswerFacts; readonly elapsedMs: number }
  | { readonly kind: 'failed'; readonly message: string }
);

/** An answer in a few numbers; what DynamoDB did not say is undefined. */
interface AnswerFacts {
  readonly items: number | undefined;
  readonly scanned: number | undefined;
  readonly capacityUnits: number;
  readonly more: boolean;
  readonly attempts: number;
}

export type RequestListener = (event: RequestEvent) => void;

/** A sender that reports each request, without the values of secret attributes, and what became of it. */
export function logRequests(send: Send, isSecret: SecretTest, onRequest: RequestListener): Send {
  let count = 0;
  return async (operation, input, signal) => {
    const number = ++count;
    const began = performance.now();
    onRequest({ number, kind: 'sent', operation, input: redactInput(input, isSecret) });
    try {
      const output = await send(operation, input, signal);
      onRequest({ number, kind: 'answered', answer: factsOf(output), elapsedMs: performance.now() - began });
      return output;
    } catch (error) {
      onRequest({ number, kind: 'failed', message: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  };
}

function factsOf(output: Output): AnswerFacts {
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
