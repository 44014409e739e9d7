import * as z from 'zod/mini';
import type { Defaults } from '../../config/configuration';
import { sentence } from '../../core/checked';
import { checkTarget, type Target } from '../../core/connect/target';
import type { AskInput } from '../../core/question/ask';
import { usageError } from '../../errors';
import type { Origin } from '../../origin';
import * as checks from './checks';
import { type Environment, effectiveDefaults } from './defaults';
import type { GivenOptions, OptionSet, OptionSpec, Values } from './option';
import { CONNECTION_OPTIONS, LOOKUP_OPTIONS, OUTPUT_OPTIONS, SHARED_OPTIONS } from './shared-options';

/** What the shared options of a command line say, each where it belongs. */
export interface Settings extends Values<typeof OUTPUT_OPTIONS> {
  /** The part of the question that every lookup can have. */
  readonly ask: AskInput;
  readonly target: Target;
  /** A table up to this size, in megabytes, may be scanned without further permission. */
  readonly scanLimitMb: number | undefined;
}

interface Sources {
  readonly env: Environment;
  readonly defaults?: Defaults;
}

/**
 * The values of the options, with those of the environment where the command line has none, then those of the configuration. Throws a
 * usage error about the first that can't be right.
 */
export function settingsOf(given: GivenOptions, { env, defaults = {} }: Sources): Settings {
  const standing = effectiveDefaults(defaults, env);
  const values = valuesOf(SHARED_OPTIONS, given, { env, defaults: standing });
  const { since, until, columns, table } = values;
  const { maxRcu, ...lookup } = pick(values, LOOKUP_OPTIONS);
  const {
    endpointUrl: endpoint,
    table: _,
    config: __,
    context: ___,
    ...place
  } = pick(values, CONNECTION_OPTIONS);
  const { defaultRegion, defaultEndpoint } = standing;
  return {
    ...pick(values, OUTPUT_OPTIONS),
    ask: { ...lookup, since, until, table, columns: columns as AskInput['columns'] },
    target: checkTarget({ ...place, endpoint, maxRcu, defaultRegion, defaultEndpoint }),
    scanLimitMb: scanLimitOf(env) ?? standing.scanLimitMb,
  };
}

/** The values of some options. Throws a usage error about the first that can't be right. */
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

/** The one setting without an option. */
const SCAN_LIMIT_VARIABLE = 'DDBDBG_SCAN_LIMIT_MB';

function scanLimitOf({ [SCAN_LIMIT_VARIABLE]: text }: Environment): number | undefined {
  if (!text) return undefined;
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Number(text);
  const origin = { part: 'variable', name: SCAN_LIMIT_VARIABLE } as const;
  throw usageError(`'${text}' is not a number of megabytes.`, undefined, origin);
}
