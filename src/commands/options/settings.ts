import * as z from 'zod/mini';
import type { Defaults } from '../../config/configuration';
import { sentence } from '../../core/checked';
import type { Environment } from '../../core/connect/open-client';
import { checkTarget, type Target } from '../../core/connect/target';
import type { AskInput } from '../../core/question/ask';
import { usageError } from '../../errors';
import type { Origin } from '../../origin';
import * as checks from './checks';
import { effectiveDefaults } from './defaults';
import type { GivenOptions, OptionSet, OptionSpec, Values } from './option';
import { CONNECTION_OPTIONS, LOOKUP_OPTIONS, OUTPUT_OPTIONS, SHARED_OPTIONS } from './shared-options';

/** The values of the shared options, grouped by where they are used. */
export interface Settings extends Values<typeof OUTPUT_OPTIONS> {
  /** The part of the question that every lookup shares. */
  readonly ask: AskInput;
  /** Continue where the last run of the question on this terminal stopped. */
  readonly next: boolean;
  readonly target: Target;
  /** The profile and the endpoint, if the configuration chooses them. */
  readonly configured: Pick<Target, 'profile' | 'endpoint'>;
  /** The size in megabytes up to which a table may be scanned without --allow-scan. */
  readonly scanLimitMb: number | undefined;
}

interface Sources {
  readonly env: Environment;
  readonly defaults?: Defaults;
}

/**
 * Returns the values of the options: from the command line, then the environment, then the configuration. Throws a usage error for the
 * first invalid value.
 */
export function settingsOf(given: GivenOptions, { env, defaults = {} }: Sources): Settings {
  const effective = effectiveDefaults(defaults, env);
  const values = valuesOf(SHARED_OPTIONS, given, { env, defaults: effective });
  const { since, until, columns, table } = values;
  const { maxRcu, sort, next, ...lookup } = pick(values, LOOKUP_OPTIONS);
  const {
    endpointUrl: endpoint,
    table: _,
    config: __,
    context: ___,
    ...connection
  } = pick(values, CONNECTION_OPTIONS);
  const { defaultRegion, defaultEndpoint } = effective;
  return {
    ...pick(values, OUTPUT_OPTIONS),
    next,
    ask: {
      ...lookup,
      since,
      until,
      table,
      columns: columns as AskInput['columns'],
      sort: sort as AskInput['sort'],
    },
    target: checkTarget({ ...connection, endpoint, maxRcu, defaultRegion, defaultEndpoint }),
    configured: {
      profile: given.profile === undefined ? effective.profile : undefined,
      endpoint: given.endpointUrl === undefined ? effective.defaultEndpoint : undefined,
    },
    scanLimitMb: scanLimitOf(env) ?? effective.scanLimitMb,
  };
}

/** Returns the values of some options. Throws a usage error for the first invalid value. */
export function valuesOf<O extends OptionSet>(options: O, given: GivenOptions, sources: Sources): Values<O> {
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => [name, settingOf(name, option, given[name], sources)]),
  ) as Values<O>;
}

function settingOf(
  name: string,
  { schema, fallback, variable, configured }: OptionSpec,
  typed: GivenOptions[string],
  { env, defaults = {} }: Sources,
): unknown {
  if (typed !== undefined) return checkedValue(schema(checks), typed, { part: 'setting', name });
  const set = variable === undefined ? undefined : env[variable];
  if (variable !== undefined && set)
    return checkedValue(schema(checks), set, { part: 'variable', name: variable });
  return (configured && defaults[configured]) ?? fallback;
}

function checkedValue(schema: z.ZodMiniType, value: unknown, origin: Origin): unknown {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  throw usageError(sentence(value, result.error.issues[0]?.message ?? 'is not valid'), undefined, origin);
}

function pick<V extends object, O extends OptionSet>(values: V, options: O): Pick<V, keyof O & keyof V> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(options, name))) as Pick<
    V,
    keyof O & keyof V
  >;
}

/** The only setting that has no option. */
const SCAN_LIMIT_VARIABLE = 'DDBDBG_SCAN_LIMIT_MB';

function scanLimitOf({ [SCAN_LIMIT_VARIABLE]: text }: Environment): number | undefined {
  if (!text) return undefined;
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Number(text);
  const origin = { part: 'variable', name: SCAN_LIMIT_VARIABLE } as const;
  throw usageError(`'${text}' is not a number of megabytes.`, undefined, origin);
}
