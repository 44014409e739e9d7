import type { AttributeValue, Item } from '../dynamo/model/values';
import type { Facts } from './facts';

/** Recognizes likely secrets. */
export interface SecretTests {
  /** Returns why an attribute is likely to be a secret, or undefined when it isn't. */
  reason(facts: Pick<Facts, 'name' | 'strings'>): string | undefined;
}

/** Returns tests that go by the name of an attribute (`looksSecret`) and by its values. */
export function secretTests(looksSecret: (name: string) => boolean): SecretTests {
  return {
    reason({ name, strings }) {
      if (looksSecret(name)) return 'hidden, as its name looks like a secret';
      return strings.some(isSecretText) ? 'hidden, as its values look like credentials' : undefined;
    },
  };
}

/** Whether a text has a well-known form of credentials: access keys, tokens of popular services, private keys. */
function isSecretText(text: string): boolean {
  return /^(?:(?:AKIA|ASIA)[A-Z0-9]{16}$|eyJ[\w-]+\.eyJ[\w-]+\.|gh[pousr]_\w{30,}|sk_live_\w+|xox[abprs]-[\w-]{10,}|-----BEGIN [A-Z ]*PRIVATE KEY)/.test(
    text,
  );
}

/** Returns the names of likely secrets inside maps and lists, each with the top-level attribute that contains it. */
export function nestedSecrets(items: readonly Item[], tests: SecretTests): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const inside = (value: AttributeValue, top: string): void => {
    if ('L' in value) for (const element of value.L) inside(element, top);
    if (!('M' in value)) return;
    for (const [name, part] of Object.entries(value.M)) {
      const isSecret = tests.reason({ name, strings: 'S' in part ? [part.S] : [] }) !== undefined;
      if (isSecret && !('M' in part)) found.set(name, top);
      else inside(part, top);
    }
  };
  for (const item of items) for (const [name, value] of Object.entries(item)) inside(value, name);
  return found;
}
