import type { OutputStream } from '../../context';
import type { Note } from '../../core/answer/note';
import type { RequestEvent } from '../../core/connect/log-requests';
import { dollars } from '../../dynamo/plan/cost';
import { visible } from '../../format/terminal-safe';
import type { Origin } from '../../origin';
import { plural, readableBytes, readableDollars } from '../../units';
import { originName, originText } from './origin-text';
import { secretCursorText } from './remedies';

/** Names that one line lists at most. */
const MOST_NAMES = 8;

/** Writes notes to stderr, a line each. */
export function writeNotes(notes: readonly Note[], stderr: OutputStream): void {
  for (const note of notes) stderr.write(`${visible(noteText(note))}\n`);
}

/** A note as a line on stderr. */
function noteText(note: Note): string {
  switch (note.kind) {
    case 'sample-data':
      return 'demo: sample data, made up just now';
    case 'scan': {
      const { size } = note;
      // An engine on this machine may count nothing, and then there is no cost to report.
      const cost = size
        ? `: ${readableBytes(size.bytes)}, about ${size.items} items, ${costText(size.capacityUnits)}`
        : '';
      return `scan of the whole table ${note.table}${cost}`;
    }
    case 'unknown-column':
      return `No item here has ${note.name}.${suggestion(note.similar)}`;
    case 'unknown-attribute':
      return `No attribute named '${note.name}' is known for this table.${suggestion(note.similar)}`;
    case 'nothing-found':
      return nothingFound(note.narrowing, note.windows);
    case 'suspected-secrets': {
      const names = note.names.slice(0, MOST_NAMES).join(', ');
      const more = note.names.length > MOST_NAMES ? ', …' : '';
      return `hidden, as their names look like secrets: ${names}${more} (--reveal shows them)`;
    }
    case 'secret-cursor':
      return secretCursorText(note.attribute);
  }
}

function suggestion(similar: string | undefined): string {
  return similar === undefined ? '' : ` Did you mean ${similar}?`;
}

function nothingFound(narrowing: readonly Origin[], windows: readonly Origin[]): string {
  // The value of a condition stays out of it, as it may be a secret.
  const names = narrowing.map((origin) =>
    origin.part === 'where'
      ? `--where ${/^!?[^=!<>^*?]*/.exec(origin.text)?.[0].trim()}…`
      : originName(origin),
  );
  const advice = [
    ...(names.length > 0 ? [`without ${[...new Set(names)].join(' or ')}`] : []),
    ...(windows.length > 0 ? [`a wider window than ${windows.map(originText).join(' ')}`] : []),
  ];
  return `no items: try ${advice.join(', or ')}`;
}

/** Capacity units, and what they cost on demand. */
function costText(units: number): string {
  return `${Math.ceil(units)} RCU (${readableDollars(dollars(units))})`;
}

/** Reports a request on stderr. */
export function writeRequest(event: RequestEvent, stderr: OutputStream): void {
  stderr.write(`${visible(`debug: #${event.number} ${requestText(event)}`)}\n`);
}

function requestText(event: RequestEvent): string {
  if (event.kind === 'sent') return `${event.operation} ${JSON.stringify(event.input)}`;
  if (event.kind === 'failed') return `→ ${event.message}`;
  const { items, scanned, capacityUnits, more, attempts } = event.response;
  const facts = [
    items === undefined ? 'answered' : plural(items, 'item'),
    scanned !== undefined && scanned !== items && `${scanned} read`,
    capacityUnits > 0 && `${capacityUnits} RCU`,
    more && 'more to come',
    attempts > 1 && plural(attempts, 'attempt'),
  ];
  return `→ ${facts.filter(Boolean).join(', ')}, ${Math.round(event.elapsedMs)} ms`;
}
