import type { Context } from '../../context';
import type { Page, Reading } from '../../dynamo/read/reading';
import type { Send } from '../../dynamo/transport';
import { redactor } from '../../redact/redact';
import { loadFormatter } from '../../format/registry';
import type { Inquiry } from '../../core/question/prepare';
import { AbsentColumns } from '../../core/answer/unknown-columns';
import { viewOf } from './view';
import { readWhole } from '../../core/answer/parent-item';
import { write } from './writer';

/** What became of a reading: how many items were shown, and what ended it early, if anything did. */
export interface Shown {
  readonly items: number;
  /** What to tell of columns that are probably misspelt. */
  readonly notes: readonly string[];
  readonly error?: unknown;
}

/** Reads, formats and writes, a page at a time. Whatever was read is written, and whole, also when an error ends it. */
export async function showItems(
  reading: Reading,
  inquiry: Inquiry,
  send: Send,
  context: Context,
): Promise<Shown> {
  let items = 0;
  const end = new AbortController();
  const { columns = [] } = inquiry.settings;
  const named = [...(columns.includes('all') ? [] : columns), ...sortColumn(inquiry)];
  const absent = new AbsentColumns(named, inquiry.table);
  const notes = () => (items > 0 ? absent.notes() : []);
  const redact = inquiry.settings.reveal ? undefined : redactor(inquiry.table, inquiry.extraSecret);
  async function* counted(): AsyncGenerator<Page> {
    for await (const page of reading.pages()) {
      items += page.items.length;
      absent.see(page.items);
      yield redact ? { items: page.items.map(redact) } : page;
    }
  }
  try {
    const formatter = await loadFormatter(inquiry.settings.output);
    const whole = readWhole(inquiry, send, context, end.signal);
    const view = { ...viewOf(inquiry, context), ...(whole && { whole }) };
    for await (const text of formatter.format(counted(), view)) await write(context.stdout, text);
    return { items, notes: notes() };
  } catch (error) {
    return { items, notes: [], error };
  } finally {
    end.abort();
  }
}

function sortColumn({ plan, settings }: Inquiry): readonly string[] {
  return settings.sort !== undefined && plan.sort ? [plan.sort.column] : [];
}
