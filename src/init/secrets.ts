import type { Item } from '../dynamo/values';
import type { Facts } from './facts';

/** How likely secrets are recognised. */
export interface SecretTests {
  /** Why an attribute is likely to be a secret, or undefined when it isn't. */
  reason(facts: Pick<Facts, 'name' | 'strings'>): string | undefined;
}

/** Tests by what names (`looksSecret`) and values are like. */
export function secretTests(looksSecret: (name: string) => boolean): SecretTests {
  return {
    reason({ name, strings }) {
      if (looksSecret(name)) return 'hidden, as its name looks like a secret';
      return strings.some(isSecretText) ? 'hidden, as its values look like credentials' : undefined;
    },
  };
}

/** Forms of credentials that give themselves away: access keys, tokens of well-known services, private keys. */
function isSecretText(text: string): boolean {
  return /^(?:(?:AKIA|ASIA)[A-Z0-9]{16}$|eyJ[\w-]+\.eyJ[\w-]+\.|gh[pousr]_\w{30,}|sk_live_\w+|xox[abprs]-[\w-]{10,}|-----BEGIN [A-Z ]*PRIVATE KEY)/.test(
    text,
  );
}

/** Names of likely secrets inside maps, each with the attribute that holds it. */
export function nestedSecrets(items: readonly Item[], tests: SecretTests): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (item: Item, top: string): void => {
    for (const [name, value] of Object.entries(item)) {
      if ('M' in value) visit(value.M, top);
      else if (tests.reason({ name, strings: 'S' in value ? [value.S] : [] })) found.set(name, top);
    }
  };
  for (const item of items) {
    for (const [name, value] of Object.entries(item)) if ('M' in value) visit(value.M, name);
  }
  return found;
}
