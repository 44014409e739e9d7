import { didYouMean } from '../did-you-mean';
import { usageError } from '../errors';
import type { Defaults } from './configuration';
import type { ConfigData } from './schema';
import { withoutUndefined } from './table';

type ContextData = NonNullable<ConfigData['contexts']>[string];

/** Returns a context. Throws a usage error if none has this name. */
export function chosenContext(name: string, { contexts = {} }: ConfigData, file: string): ContextData {
  if (Object.hasOwn(contexts, name)) return contexts[name] as ContextData;
  const known = Object.keys(contexts);
  throw usageError(
    `There is no context '${name}' in ${file}.${didYouMean(name, known)}`,
    known.length > 0 ? `Choose one of ${known.join(', ')}.` : 'Contexts are declared under contexts.',
    { part: 'setting', name: 'context' },
  );
}

/** Returns the defaults of a context. */
export function contextDefaults({ region, endpoint, variables: _, ...rest }: ContextData): Defaults {
  return withoutUndefined({ ...rest, defaultRegion: region, defaultEndpoint: endpoint });
}

/** Returns the defaults that apply in every context. */
export function baseDefaults({ defaults = {} }: ConfigData): Defaults {
  const { region, ...rest } = defaults;
  return withoutUndefined({ ...rest, defaultRegion: region });
}
