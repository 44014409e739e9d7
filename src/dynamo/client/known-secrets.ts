import type { CredentialProvider, Credentials } from './connection';

type Source = Credentials | CredentialProvider;

/**
 * Remembers the credentials that a client has used, to remove them from errors. When a signature is wrong, AWS responds with
 * everything it was calculated from, including the session token.
 */
export class KnownSecrets {
  readonly #secrets = new Set<string>();

  /** Returns the same credentials, or the same provider of them, and remembers them when they are first used. */
  watch(source: Source): Source {
    if (typeof source !== 'function') return this.#note(source);
    return async (options) => this.#note(await source(options));
  }

  #note(credentials: Credentials): Credentials {
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    for (const secret of [accessKeyId, secretAccessKey, sessionToken]) {
      // Local engines accept `local` and `test`, which are also words in their messages.
      if (secret && secret.length >= 12) this.#secrets.add(secret).add(encodeURIComponent(secret));
    }
    return credentials;
  }

  /** Removes the secrets from the message and stack of an error and its causes. */
  removeFrom(error: unknown): void {
    removeTexts(error, [...this.#secrets]);
  }
}

/** Removes texts from the message and stack of an error and its causes. */
export function removeTexts(error: unknown, texts: readonly string[]): void {
  const without = (text: string) => texts.reduce((clean, one) => clean.replaceAll(one, '[redacted]'), text);
  for (let one = error, depth = 0; one instanceof Error && depth < 10; one = one.cause, depth++) {
    one.message = without(one.message);
    if (one.stack !== undefined) one.stack = without(one.stack);
  }
}
