import type { CellForm } from './cells';
import { narrowestName } from './grid';
import { bestId, type Kind, type Profile } from './profile';
import { fitWidths, GAP, sum } from './widths';

/** A column of a table with its width in terminal cells. */
interface Placed {
  readonly profile: Profile;
  readonly width: number;
}

/** Where each column goes. */
export interface Arrangement {
  /** The columns of the table. Empty if the rows are stacked. */
  readonly beside: readonly Placed[];
  /** Whether IDs, times and bars are in their short form. */
  readonly form: CellForm;
  /** Text below each row, as wide as the terminal. */
  readonly below: readonly Profile[];
  /** Columns whose only value is said above the table. */
  readonly above: readonly Profile[];
  readonly empty: readonly Profile[];
  /** Columns for which there is no room. */
  readonly hidden: readonly Profile[];
  /** The columns of rows that take one line for each, as they do not fit beside each other. */
  readonly stacked: readonly Profile[];
}

/** The columns whose values can be seen, except text below rows. */
export function shownIn({ beside, above, stacked }: Arrangement): readonly Profile[] {
  return [...beside.map(({ profile }) => profile), ...above, ...stacked];
}

/** Least width of a column of text that is longer. */
const MIN_TEXT = 24;

/** Least width of a word of a header that is longer. */
const MIN_HEADER = 6;

/** The smaller, the longer one of all attributes is kept. Columns of a definition are kept in their order. */
const RANK: Readonly<Record<Kind, number>> = {
  status: 0,
  message: 1,
  time: 2,
  id: 3,
  word: 4,
  number: 4,
  text: 5,
  data: 6,
};

/**
 * Arranges columns for a terminal of `width` cells. Where they do not fit, it leaves out empty columns, then those with one value, then
 * takes the short forms, wraps text, puts text below its row, and hides what matters least. If even the rest is too wide, rows are stacked.
 * Columns that the user named always remain; what a condition names gives way only if it has one value. With `whole`, the columns are all
 * attributes, of which only messages are worth a line of their own.
 */
export function arrange(
  profiles: readonly Profile[],
  width: number,
  { rows, whole }: { readonly rows: number; readonly whole: boolean },
): Arrangement {
  let columns = profiles;
  let form: CellForm = 'whole';
  const moved = {
    above: [] as Profile[],
    empty: [] as Profile[],
    below: [] as Profile[],
    hidden: [] as Profile[],
  };
  const move = (to: keyof typeof moved, isMoved: (profile: Profile) => boolean) => {
    moved[to] = profiles.filter(
      (profile) => moved[to].includes(profile) || (columns.includes(profile) && isMoved(profile)),
    );
    columns = columns.filter((profile) => !isMoved(profile));
  };
  const placed = () => widthsFor(columns, form, width);
  const done = (beside: readonly Placed[]) => ({ ...moved, beside, form, stacked: [] });
  const isConstant = ({ only }: Profile) => rows > 1 && only !== undefined && only.width + GAP <= width;

  if (naturalWidth(columns, form) <= width) return done(placed());
  move('empty', ({ only, asked }) => only?.text === '' && asked === undefined);
  if (naturalWidth(columns, form) <= width) return done(placed());
  move('above', (profile) => isConstant(profile) && profile.asked === undefined);
  if (naturalWidth(columns, form) <= width) return done(placed());
  form = 'short';
  if (leastWidth(columns, form) <= width) return done(placed());
  move('above', (profile) => isConstant(profile) && profile.asked === 'condition');
  const texts = columns
    .filter((profile) => canGoBelow(profile, whole))
    .sort((a, b) => b.widths[form] - a.widths[form]);
  for (const text of texts) {
    if (leastWidth(columns, form) <= width) return done(placed());
    move('below', (profile) => profile === text);
  }
  if (leastWidth(columns, form) <= width) return done(placed());
  const kept = mostImportant(columns, form, width, whole);
  // Of the columns that a definition chose, most must be there.
  if (!kept || (!whole && columns.length > 2 * kept.length)) {
    const stacked = profiles.filter((profile) => columns.includes(profile) || moved.below.includes(profile));
    return { ...moved, below: [], beside: [], form, stacked };
  }
  move('hidden', (profile) => !kept.includes(profile));
  return done(placed());
}

/** Messages and long text are worth a line of their own. Of all attributes of an item, only messages and what the user asked for are. */
function canGoBelow({ kind, asked, wraps, widths }: Profile, whole: boolean): boolean {
  return kind === 'message' || (wraps && widths.whole > MIN_TEXT && (!whole || asked !== undefined));
}

/** Returns the columns that are kept, or undefined if those that must be are too wide. */
function mostImportant(
  columns: readonly Profile[],
  form: CellForm,
  width: number,
  whole: boolean,
): readonly Profile[] | undefined {
  const isIdentified = columns.some(({ identifies }) => identifies);
  const first = [columns.find(({ kind }) => kind === 'time'), isIdentified ? undefined : bestId(columns)];
  const isEssential = (profile: Profile) =>
    profile.asked !== undefined ||
    profile.kind === 'status' ||
    (isIdentified ? profile.identifies : profile.unique) ||
    first.includes(profile);
  let kept = columns.filter(isEssential);
  if (leastWidth(kept, form) > width) return undefined;
  const rank = ({ kind }: Profile) => (whole ? RANK[kind] : kind === 'message' ? 0 : kind === 'data' ? 2 : 1);
  const others = columns.filter((profile) => !isEssential(profile)).sort((a, b) => rank(a) - rank(b));
  for (const other of others) {
    const more = columns.filter((profile) => kept.includes(profile) || profile === other);
    if (leastWidth(more, form) <= width) kept = more;
  }
  return kept;
}

function widthsFor(columns: readonly Profile[], form: CellForm, width: number): readonly Placed[] {
  const naturals = columns.map((profile) => natural(profile, form));
  const leasts = columns.map((profile) => least(profile, form));
  // A header is broken only after text has been wrapped.
  const unbroken = columns.map((profile, i) => (profile.wraps ? (leasts[i] ?? 0) : (naturals[i] ?? 0)));
  const widths = fitWidths(naturals, [unbroken, leasts], width - gaps(columns));
  return columns.map((profile, i) => ({ profile, width: widths[i] ?? 0 }));
}

function naturalWidth(columns: readonly Profile[], form: CellForm): number {
  return sum(columns.map((profile) => natural(profile, form))) + gaps(columns);
}

function leastWidth(columns: readonly Profile[], form: CellForm): number {
  return sum(columns.map((profile) => least(profile, form))) + gaps(columns);
}

/** Width of the header and of the widest cell. */
function natural({ header, widths }: Profile, form: CellForm): number {
  return Math.max(header.width, widths[form]);
}

/** Width with a broken or cut header and wrapped text. Nothing else is ever narrower than its widest cell. */
function least({ header, widths, wraps }: Profile, form: CellForm): number {
  const content = wraps ? Math.min(widths[form], MIN_TEXT) : widths[form];
  return Math.max(1, Math.min(narrowestName(header.text), MIN_HEADER), content);
}

function gaps(columns: readonly Profile[]): number {
  return GAP * Math.max(0, columns.length - 1);
}
