import type { SampleItem } from './sample-items';
import type { Random } from './sample-random';

type Refinement = (item: SampleItem, random: Random) => SampleItem;

/** What only people who know the system would notice to be wrong in items drawn from a definition alone, by command. */
export const REFINEMENTS: Readonly<Record<string, Refinement>> = {
  executions: (item, random) => withEventId(withTimeout(item), random),
  'index-executions': (item) => ({ ...item, executionName: String(item.executionArn).split(':').at(-1) }),
  'fusion users': (item, random) => withPerson(item, random),
};

function withTimeout(item: SampleItem): SampleItem {
  if (item.status !== 'timeout') return item;
  return { ...item, errors: `Task timed out after ${item.timeout ?? 900}.10 seconds` };
}

/** An older model of the item calls its event by another name. */
function withEventId({ jit_event_id, event_id: _, ...item }: SampleItem, random: Random): SampleItem {
  return random.chance(0.1) ? { ...item, event_id: jit_event_id } : { ...item, jit_event_id };
}

const GIVEN_NAMES = [
  'Amélie',
  'Björn',
  'Chloé',
  'Dmitri',
  'Éva',
  'Fatima',
  'Günther',
  'Hélène',
  'Iñaki',
  'Jana',
];
const FAMILY_NAMES = [
  'Ångström',
  'Brontë',
  'Çelik',
  'Dvořák',
  'Erdős',
  'Fernández',
  'Gödel',
  'Hopper',
  "O'Neil",
];

/** A Cognito sub is part of its user's ID. Users past the examples get a name, and the address that goes with it. */
function withPerson(item: SampleItem, random: Random): SampleItem {
  const known = { ...item, cognito_user_id: String(item.user_id).replace(/^user:/, '') };
  const [, copy, host] = /(\d+)@(.+)$/.exec(String(item.email)) ?? [];
  if (!host) return known;
  const name = `${random.pick(GIVEN_NAMES)} ${random.pick(FAMILY_NAMES)}`;
  return { ...known, name, email: `${asciiOf(name)}${copy}@${host}` };
}

function asciiOf(name: string): string {
  const bare = name.normalize('NFD').replace(/[^A-Za-z ]/g, '');
  return bare.toLowerCase().replace(' ', '.');
}
