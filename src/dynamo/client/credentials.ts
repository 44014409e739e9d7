import type { Credentials } from './connection';

const silent = () => {};

/** Discards the SDK's warnings, which are for developers and would bypass our streams. */
export const QUIET = { trace: silent, debug: silent, info: silent, warn: silent, error: silent };

/** What the SDK passes to a credential provider, such as the region. */
type Options = Record<string, unknown>;

/**
 * Returns a provider that tries the usual sources of AWS credentials, the profile first. The SDK's own chain ignores a failure of
 * the profile and tries the next source, so that in the end it only reports that there are no credentials.
 */
export async function credentialChain(
  profile: string | undefined,
): Promise<(options?: Options) => Promise<Credentials>> {
  const { fromIni, fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
  const settings = { logger: QUIET, ...(profile && { profile }) };
  const ofProfile = fromIni(settings);
  const others = fromNodeProviderChain(settings);
  return async (options) => {
    try {
      return await ofProfile(options);
    } catch (error) {
      if (!(error instanceof Error) || !/^Could not resolve credentials using profile/.test(error.message))
        throw error;
      return others(options).catch((last: unknown) => {
        throw profile ? error : last;
      });
    }
  };
}
