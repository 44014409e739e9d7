import { removeTexts } from '../../dynamo/client/known-secrets';
import type { Send } from '../../dynamo/transport';
import type { SecretTest } from '../../redact/redact';
import { redactInput } from '../../redact/redact-requests';

/** Minimum length in characters. Shorter values occur in ordinary words. */
const MIN_LENGTH = 4;

/** Wraps a sender so that its errors don't contain the secret values of the request, as an error response may quote them. */
export function redactErrors(send: Send, isSecret: SecretTest): Send {
  return async (operation, input, signal) => {
    try {
      return await send(operation, input, signal);
    } catch (error) {
      const shown = new Set(stringsIn(redactInput(input, isSecret)));
      removeTexts(
        error,
        stringsIn(input).filter((text) => text.length >= MIN_LENGTH && !shown.has(text)),
      );
      throw error;
    }
  };
}

/** Returns all strings in a request. */
function stringsIn(data: unknown): readonly string[] {
  if (typeof data === 'string') return [data];
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(stringsIn) : [];
}
