import type { Context } from '../../context';
import { write } from '../ask/writer';
import type { Inquiry } from '../question/prepare';

/** Prints how a question would be asked, and what it might cost. Sends nothing. */
export async function explain(inquiry: Inquiry, context: Context): Promise<void> {
  const { explanation } = await import('./explanation');
  await write(context.stdout, explanation(inquiry, context));
}
