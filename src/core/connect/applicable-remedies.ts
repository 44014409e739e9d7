import type { Send } from '../../dynamo/transport';
import { DdbdbgError, type Remedy, type TargetPart } from '../../errors';

/**
 * Returns a sender whose errors don't advise to check settings that do not determine the table: the stage and the table's name, for a table
 * that the user has named.
 */
export function withoutAdvice(send: Send, parts: readonly TargetPart[]): Send {
  return async (operation, input, signal) => {
    try {
      return await send(operation, input, signal);
    } catch (error) {
      if (!(error instanceof DdbdbgError)) throw error;
      const { code, message, about, cause } = error;
      const remedy = error.remedies.map((one) => without(one, parts));
      throw new DdbdbgError(code, message, { about, cause, remedy });
    }
  };
}

function without(remedy: Remedy, parts: readonly TargetPart[]): Remedy {
  if (typeof remedy === 'string' || remedy.kind !== 'check') return remedy;
  return { ...remedy, what: remedy.what.filter((part) => !parts.includes(part)) };
}
