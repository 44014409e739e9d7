import { removeTexts } from '../dynamo/client/known-secrets';
import type { Send } from '../dynamo/transport';
import type { SecretTest } from './redact';
import { redactInput } from './redact-requests';

/** Shorter ones are no secrets, and parts of ordinary words. */
const SHORTEST = 4;

/** A sender whose errors don't repeat the secret values that were sent: what answers may say what it doesn't like. */
export function discreet(send: Send, isSecret: SecretTest): Send {
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

/** All texts that stand somewhere in a request. */
function textsIn(data: unknown): readonly string[] {
  if (typeof data === 'string') return [data];
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(textsIn) : [];
}
