import { isClockUtc } from '../times';
import type { View } from '../view';
import { type Arrangement, shownIn } from './arrangement';
import type { Styled } from './borderless';
import { MAX_LINES } from './grid';
import type { Profile } from './profile';
import { ICONS } from './status';
import { wrapped } from './wrap';

/** How many hidden columns are named. */
const MOST_NAMES = 8;

/**
 * Says above a table what it leaves out: columns with a single value, and that value, empty columns, columns without room, and of which zone
 * compact times are. Empty if nothing is left out.
 */
export function remarks(arrangement: Arrangement, view: View): string {
  const { above, empty, hidden } = arrangement;
  const hint = view.moreHint === undefined ? '' : ` (${view.moreHint})`;
  const cut = cutColumns(arrangement, view);
  const parts: readonly (readonly Styled[])[] = [
    ...above.map(constant),
    ...(empty.length > 0 ? [[quiet(`empty: ${names(empty)}`)]] : []),
    ...(hidden.length > 0 ? [[quiet(`not shown: ${names(hidden)}${cut.length > 0 ? '' : hint}`)]] : []),
    ...(cut.length > 0 ? [[quiet(`shortened: ${names(cut)}${hint}`)]] : []),
    ...(hasCompactTimes(arrangement, view) ? [[quiet('times in UTC')]] : []),
  ];
  if (parts.length === 0) return '';
  const texts = parts.flatMap((part, i) => (i === 0 ? part : [quiet(' · '), ...part]));
  return `${wrapped(texts, view.width, view.color)}\n`;
}

/** `status failure`, in the color of the value. */
function constant({ header, only, kind }: Profile): readonly Styled[] {
  const { text = '', style } = only ?? {};
  const icons = Object.values(ICONS).join('');
  const value = kind === 'status' ? text.replace(new RegExp(`^[${icons}] `), '') : text;
  return [quiet(`${header.text} `), { text: value, style }];
}

function quiet(text: string): Styled {
  return { text, style: 'quiet' };
}

function names(profiles: readonly Profile[]): string {
  const all = profiles.map(({ header }) => header.text);
  if (all.length <= MOST_NAMES + 1) return all.join(', ');
  return `${all.slice(0, MOST_NAMES).join(', ')} and ${all.length - MOST_NAMES} more`;
}

/** Columns with text of more lines than a cell takes, and IDs of which only a part is shown. */
function cutColumns({ beside, below, stacked, form }: Arrangement, { width }: View): readonly Profile[] {
  const lines = [
    ...beside.map(({ profile, width: room }) => ({ profile, room })),
    ...[...below, ...stacked].map((profile) => ({ profile, room: width })),
  ];
  return lines.flatMap(({ profile, room }) => {
    const isLong = profile.wraps && profile.widths[form] > MAX_LINES * room;
    const isShort = profile.kind === 'id' && form === 'short' && profile.widths.short < profile.widths.whole;
    return isLong || isShort ? [profile] : [];
  });
}

function hasCompactTimes(arrangement: Arrangement, { times, now }: View): boolean {
  if (times !== 'compact' || isClockUtc(now)) return false;
  return shownIn(arrangement).some(({ kind, only }) => kind === 'time' && only?.text !== '');
}
