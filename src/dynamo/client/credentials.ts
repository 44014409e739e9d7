import type { Credentials } from './connection';

const silent = () => {};

/** The SDK's own warnings are for developers, and would go past our streams. */
export const QUIET = { trace: silent, debug: silent, info: silent, warn: silent, error: silent };

/** What the SDK hands to a source of credentials, such as the region to ask. */
type Options = Record<string, unknown>;

/**
 * The sources of credentials that AWS tools look through, the profile first. The SDK's own chain takes a failure there for
 * "none here" and goes on, in the end with nothing to say but that there are none.
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
