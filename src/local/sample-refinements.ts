import type { SampleItem } from './sample-items';
import type { Random } from './sample-random';

type Refinement = (item: SampleItem, random: Random) => SampleItem;

/** By command: corrections to generated items that a definition alone does not express, but people who know the system would miss. */
export const REFINEMENTS: Readonly<Record<string, Refinement>> = {
  executions: (item, random) => withEventId(withTimeout(item), random),
  'index-executions': (item) => ({ ...item, executionName: String(item.executionArn).split(':').at(-1) }),
  'fusion users': (item, random) => withPerson(item, random),
};

function withTimeout(item: SampleItem): SampleItem {
  if (item.status !== 'timeout') return item;
  return { ...item, errors: `Task timed out after ${item.timeout ?? 900}.10 seconds` };
}

/** In an older version of the item, the event attribute has another name. */
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

/** A Cognito sub is part of its user's ID. Users beyond the examples get a name and a matching address. */
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
