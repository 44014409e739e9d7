import type { OutputStream } from '../../context';
import { type Output, type Send, unitsOf } from '../../dynamo/transport';
import type { SecretTest } from '../../redact/redact';
import { redactInput } from '../../redact/redact-requests';
import { visible } from '../../format/terminal-safe';
import { plural } from './summary';

/**
 * A sender that shows on stderr what is sent, without the values of secret attributes, and in a few words what came back. Headers
 * and items are never shown: the one hold credentials, the other whatever the user did not ask for here.
 */
export function debugged(send: Send, isSecret: SecretTest, stderr: OutputStream): Send {
  let count = 0;
  return async (operation, input, signal) => {
    const number = ++count;
    const began = performance.now();
    const tell = (text: string) => stderr.write(`${visible(`debug: #${number} ${text}`)}\n`);
    tell(`${operation} ${JSON.stringify(redactInput(input, isSecret))}`);
    try {
      const output = await send(operation, input, signal);
      tell(`→ ${answerText(output)}, ${Math.round(performance.now() - began)} ms`);
      return output;
    } catch (error) {
      tell(`→ ${error instanceof Error ? error.message : String(error)}`);
      throw error;
    }
  };
}

function answerText(output: Output): string {
  const { Items, Item, Count, ScannedCount, LastEvaluatedKey, $metadata } = output;
  const items = Count ?? Items?.length ?? (Item ? 1 : undefined);
  const units = unitsOf(output);
  const { attempts = 1 } = ($metadata ?? {}) as { attempts?: number };
  const facts = [
    items === undefined ? 'answered' : plural(items, 'item'),
    ScannedCount !== undefined && ScannedCount !== items && `${ScannedCount} read`,
    units > 0 && `${units} RCU`,
    LastEvaluatedKey && 'more to come',
    attempts > 1 && plural(attempts, 'attempt'),
  ];
  return facts.filter(Boolean).join(', ');
}
