import type { Defaults } from '../../config/configuration';
import type { Context } from '../../context';
import { visible } from '../../format/terminal-safe';
import type { RawOptions } from './option';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that say where to ask, or as whom, and so go before what is configured. */
const OVERRULED_BY: Readonly<Partial<Record<keyof Defaults, readonly string[]>>> = {
  profile: ['AWS_PROFILE', 'AWS_ACCESS_KEY_ID'],
  defaultRegion: ['AWS_REGION', 'AWS_DEFAULT_REGION'],
  defaultEndpoint: ['AWS_ENDPOINT_URL_DYNAMODB', 'AWS_ENDPOINT_URL'],
  stage: ['DDBDBG_STAGE'],
};

/** The options that say the same as a default of another name. */
const OPTION_NAMES: Readonly<Partial<Record<keyof Defaults, string>>> = {
  defaultRegion: 'region',
  defaultEndpoint: 'endpointUrl',
};

/** The configured defaults that count in this environment. */
export function effectiveDefaults(defaults: Defaults, env: Environment): Defaults {
  return Object.fromEntries(
    namesOf(defaults)
      .filter((name) => variableBefore(name, env) === undefined)
      .map((name) => [name, defaults[name]]),
  );
}

/** Tells somebody who chose a context, and gets something else because the environment goes before it. */
export function tellOverruled(options: RawOptions, { config: { context }, env, stderr }: Context): void {
  // An engine on this machine is asked with none of this.
  if (context === undefined || options.local || options.demo || options.quiet) return;
  const variables = namesOf(context.values).flatMap((name) => {
    const variable = variableBefore(name, env);
    const isGiven = options[OPTION_NAMES[name] ?? name] !== undefined;
    return variable === undefined || isGiven || env[variable] === context.values[name] ? [] : [variable];
  });
  if (variables.length === 0) return;
  const verb = variables.length === 1 ? 'goes' : 'go';
  stderr.write(
    `${variables.join(' and ')} of the environment ${verb} before the context ${visible(context.name)}\n`,
  );
}

function namesOf(defaults: Defaults): readonly (keyof Defaults)[] {
  return (Object.keys(defaults) as (keyof Defaults)[]).filter((name) => defaults[name] !== undefined);
}

function variableBefore(name: keyof Defaults, env: Environment): string | undefined {
  return OVERRULED_BY[name]?.find((variable) => env[variable]);
}
