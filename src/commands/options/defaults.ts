import type { Defaults } from '../../config/configuration';
import type { Context } from '../../context';
import type { Environment } from '../../core/connect/open-client';
import { visible } from '../../format/terminal-safe';
import type { GivenOptions } from './option';
import { CONNECTION_OPTIONS } from './shared-options';

/** The environment variables for endpoint and credentials, which take precedence over the configuration. */
const OVERRIDDEN_BY: Readonly<Partial<Record<keyof Defaults, readonly string[]>>> = {
  profile: ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_ACCESS_KEY_ID'],
  defaultRegion: ['AWS_REGION', 'AWS_DEFAULT_REGION'],
  defaultEndpoint: ['AWS_ENDPOINT_URL_DYNAMODB', 'AWS_ENDPOINT_URL'],
  stage: [CONNECTION_OPTIONS.stage.variable],
};

/** The options whose default has another name. */
const OPTION_NAMES: Readonly<Partial<Record<keyof Defaults, string>>> = {
  defaultRegion: 'region',
  defaultEndpoint: 'endpointUrl',
};

/** Returns the configured defaults that the environment does not override. */
export function effectiveDefaults(defaults: Defaults, env: Environment): Defaults {
  return Object.fromEntries(
    namesOf(defaults)
      .filter((name) => overridingVariable(name, env) === undefined)
      .map((name) => [name, defaults[name]]),
  );
}

/** Reports environment variables that override the chosen context. */
export function reportOverrides(options: GivenOptions, { config: { context }, env, stderr }: Context): void {
  // An engine on this machine uses none of these settings.
  if (context === undefined || options.local || options.demo || options.quiet) return;
  const variables = namesOf(context.values).flatMap((name) => {
    const variable = overridingVariable(name, env);
    const isGiven = options[OPTION_NAMES[name] ?? name] !== undefined;
    return variable === undefined || isGiven || env[variable] === context.values[name] ? [] : [variable];
  });
  if (variables.length === 0) return;
  const verb = variables.length === 1 ? 'overrides' : 'override';
  stderr.write(
    `${variables.join(' and ')} in the environment ${verb} the context ${visible(context.name)}\n`,
  );
}

function namesOf(defaults: Defaults): readonly (keyof Defaults)[] {
  return (Object.keys(defaults) as (keyof Defaults)[]).filter((name) => defaults[name] !== undefined);
}

function overridingVariable(name: keyof Defaults, env: Environment): string | undefined {
  // The AWS variable that makes tools ignore the other two.
  if (name === 'defaultEndpoint' && /^true$/i.test(env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS ?? ''))
    return undefined;
  return OVERRIDDEN_BY[name]?.find((variable) => env[variable]);
}
