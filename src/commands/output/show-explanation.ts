import type { Context } from '../../context';
import { write } from './writer';
import type { Inquiry } from '../../core/question/prepare';

/** Prints how a question would be asked, and what it might cost. Sends nothing. */
export async function explain(inquiry: Inquiry, context: Context): Promise<void> {
  const { explanation } = await import('../../core/answer/explanation');
  await write(context.stdout, explanation(inquiry, context));
}
