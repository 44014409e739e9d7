import { removeTexts } from '../../dynamo/client/known-secrets';
import type { Send } from '../../dynamo/transport';
import type { SecretTest } from '../../redact/redact';
import { redactInput } from '../../redact/redact-requests';

/** Shorter values are parts of ordinary words rather than secrets. */
const SHORTEST = 4;

/** A sender whose errors do not repeat the secret values that were sent: an answer may quote what it refuses. */
export function redactErrors(send: Send, isSecret: SecretTest): Send {
  return async (operation, input, signal) => {
    try {
      return await send(operation, input, signal);
    } catch (error) {
      const shown = new Set(textsIn(redactInput(input, isSecret)));
      removeTexts(
        error,
        textsIn(input).filter((text) => text.length >= SHORTEST && !shown.has(text)),
      );
      throw error;
    }
  };
}

/** All texts in a request. */
function textsIn(data: unknown): readonly string[] {
  if (typeof data === 'string') return [data];
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(textsIn) : [];
}
