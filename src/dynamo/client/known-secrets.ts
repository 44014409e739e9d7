import type { Credentials } from './connection';

type Source = Credentials | ((options?: Record<string, unknown>) => Promise<Credentials>);

/**
 * The credentials that a client has used, so that they can be taken out of errors: when a signature is wrong, AWS answers with
 * all that it was calculated from, session token included.
 */
export class KnownSecrets {
  readonly #secrets = new Set<string>();

  /** The same credentials, or the same source of them, which are known from when they are first used. */
  watch(source: Source): Source {
    if (typeof source !== 'function') return this.#note(source);
    return async (options) => this.#note(await source(options));
  }

  #note(credentials: Credentials): Credentials {
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    for (const secret of [accessKeyId, secretAccessKey, sessionToken]) {
      // An engine on this machine takes `local` and `test`, which are words of its messages too.
      if (secret && secret.length >= 12) this.#secrets.add(secret).add(encodeURIComponent(secret));
    }
    return credentials;
  }

  /** Takes the secrets out of an error and all that caused it, where it would be printed. */
  removeFrom(error: unknown): void {
    removeTexts(error, [...this.#secrets]);
  }
}

/** Takes some texts out of an error and all that caused it, where it would be printed. */
export function removeTexts(error: unknown, texts: readonly string[]): void {
  const without = (text: string) => texts.reduce((clean, one) => clean.replaceAll(one, '[redacted]'), text);
  for (let one = error, depth = 0; one instanceof Error && depth < 10; one = one.cause, depth++) {
    one.message = without(one.message);
    if (one.stack !== undefined) one.stack = without(one.stack);
  }
}
