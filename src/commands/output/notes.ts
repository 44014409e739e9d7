import type { OutputStream } from '../../context';
import type { Note } from '../../core/answer/note';
import type { RequestEvent } from '../../core/connect/log-requests';
import { dollars } from '../../dynamo/plan/cost';
import { visible } from '../../format/terminal-safe';
import type { Origin } from '../../origin';
import { plural, readableBytes, readableDollars } from '../../units';
import { originName, originText } from './origin-text';
import { listed, secretCursorText } from './remedies';

/** The maximum number of names in a line. */
const MAX_NAMES = 8;

/** Writes notes to stderr, one per line. */
export function writeNotes(notes: readonly Note[], stderr: OutputStream): void {
  for (const note of notes) stderr.write(`${visible(noteText(note))}\n`);
}

/** Formats a note as one line. */
function noteText(note: Note): string {
  switch (note.kind) {
    case 'sample-data':
      return 'demo: generated sample data';
    case 'window-time': {
      const why =
        note.index === undefined ? 'as the definition of the table says' : `the sort key of ${note.index}`;
      return `the time window applies to ${note.attribute}, ${why}`;
    }
    case 'scan': {
      const { size } = note;
      // A local engine may not report the size, in which case the cost is unknown.
      const cost = size
        ? `: ${readableBytes(size.bytes)}, about ${size.items} items, ${costText(size.capacityUnits)}`
        : '';
      const index = note.index === undefined ? '' : `${note.index} of `;
      return `full scan of ${index}${note.table}${cost}`;
    }
    case 'sparse-index':
      return sparseIndex(note);
    case 'unordered':
      return unordered(note);
    case 'oldest-first':
      return 'oldest first; --order desc gives the newest';
    case 'unknown-column':
      return `No item in the result has an attribute ${note.name}.${suggestion(note.similar)}`;
    case 'unknown-attribute':
      return `No attribute named '${note.name}' is known for this table.${suggestion(note.similar)}`;
    case 'id-search':
      return idSearch(note);
    case 'no-item':
      return noItem(note);
    case 'contradiction':
      return contradictionText([...new Set(note.origins.map(originText))]);
    case 'nothing-found':
      return nothingFound(note.narrowing, note.windows);
    case 'suspected-secrets': {
      const names = note.names.slice(0, MAX_NAMES).join(', ');
      const more = note.names.length > MAX_NAMES ? ', …' : '';
      return `redacted because the names look like secrets: ${names}${more} (--reveal shows them)`;
    }
    case 'sorted-on-disk':
      return 'The items to sort did not fit in memory, so a temporary file held them.';
    case 'secret-cursor':
      return secretCursorText(note.attribute);
  }
}

function idSearch({
  table,
  attribute,
  value,
  isPart,
  key,
  narrowing,
}: Extract<Note, { kind: 'id-search' }>): string {
  const what = isPart
    ? `'${value}' is not a whole ${attribute}`
    : key.length > 0
      ? `the key of ${table} is ${key.join(' and ')}, not ${attribute}`
      : `the key of ${table} is not known, so an item is not read by its ${attribute}`;
  if (!narrowing) return `${what}: searching for it among the items of the other conditions`;
  const list = listed(
    narrowing.map((name) => `--${name}`),
    'or',
  );
  return `${what}: searching all of ${table}${list === '' ? '' : ` (${list} would narrow that)`}`;
}

function noItem({ key, table, region, hasStage, hasOthers }: Extract<Note, { kind: 'no-item' }>): string {
  const id = key.map(({ attribute, value = '…' }) => `${attribute} '${value}'`).join(' and ');
  const place = region === undefined ? table : `${table} (${region})`;
  const options = [hasStage && '--stage', region !== undefined && '--region'].filter(Boolean);
  const advice = options.length > 0 ? ` Check ${options.join(' and ')}.` : '';
  return `No item with ${id}${hasOthers ? ' meets the other conditions' : ''} in ${place}.${advice}`;
}

function contradictionText(parts: readonly string[]): string {
  const together = parts.length > 1 ? ' together' : '';
  return `No item can meet ${listed(parts)}${together}, so nothing was found.`;
}

function suggestion(similar: string | undefined): string {
  return similar === undefined ? '' : ` Did you mean ${similar}?`;
}

function unordered({ time, isAsked }: Extract<Note, { kind: 'unordered' }>): string {
  const what = isAsked ? '--order has no effect: the items are in no order' : 'in no order';
  return `${what}; --sort ${time === undefined ? '<column>' : `${time}:desc`} sorts ${isAsked ? 'them' : 'the items'}`;
}

function sparseIndex({
  table,
  index,
  attributes,
  missing,
  size,
}: Extract<Note, { kind: 'sparse-index' }>): string {
  const lacking = attributes.join(' or ');
  const what =
    missing === undefined || !size
      ? `items without ${lacking} are not in the index ${index}, if there are any`
      : `${index} leaves out about ${missing} of the ${size.items} items of ${table}: those without ${lacking}`;
  const cost = size ? `, ${costText(size.capacityUnits)}` : '';
  return `${what} (--index table reads all items${cost})`;
}

function nothingFound(narrowing: readonly Origin[], windows: readonly Origin[]): string {
  // Without the value of a condition, which may be a secret.
  const names = narrowing.map((origin) =>
    origin.part === 'where'
      ? `--${origin.isNegated ? 'not' : 'where'} ${/^!?[^=!<>^*?]*/.exec(origin.text)?.[0].trim()}…`
      : originName(origin),
  );
  const advice = [
    ...(names.length > 0 ? [`without ${[...new Set(names)].join(' or ')}`] : []),
    ...(windows.length > 0 ? [`a wider window than ${windows.map(originText).join(' ')}`] : []),
  ];
  return `no items: try ${advice.join(', or ')}`;
}

/** Formats capacity units and their on-demand price. */
function costText(units: number): string {
  return `${Math.ceil(units)} RCU (${readableDollars(dollars(units))})`;
}

/** Writes a request, its response or its failure to stderr, for --debug. */
export function writeRequest(event: RequestEvent, stderr: OutputStream): void {
  stderr.write(`${visible(`debug: #${event.number} ${requestText(event)}`)}\n`);
}

function requestText(event: RequestEvent): string {
  if (event.kind === 'sent') return `${event.operation} ${JSON.stringify(event.input)}`;
  if (event.kind === 'failed') return `→ ${event.message}`;
  const { items, scanned, capacityUnits, more, attempts } = event.response;
  const facts = [
    items === undefined ? 'ok' : plural(items, 'item'),
    scanned !== undefined && scanned !== items && `${scanned} read`,
    capacityUnits > 0 && `${capacityUnits} RCU`,
    more && 'more to come',
    attempts > 1 && plural(attempts, 'attempt'),
  ];
  return `→ ${facts.filter(Boolean).join(', ')}, ${Math.round(event.elapsedMs)} ms`;
}
