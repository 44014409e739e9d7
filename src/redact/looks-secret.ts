/**
 * Whether an attribute that no definition describes otherwise is likely to hold a secret, judging by its name: passwords, tokens, API keys,
 * credentials and key hashes, in camelCase, snake_case, kebab-case or without separators. Metadata of a secret (`token_type`, `key_prefix`,
 * `password_changed_at`), position tokens (`nextToken`) and token counts (`max_tokens`) are not secrets.
 */
export function looksSecret(name: string): boolean {
  if (!HINT.test(name)) return false;
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (words.length > 1 && (METADATA.has(last) || FLAG_OR_QUANTITY.has(words[0] ?? ''))) return false;
  if (last === 'token') return !words.some((word) => POSITION.has(word));
  if (last === 'tokens') return words.slice(0, -1).some((word) => SECRET_TOKENS.has(word));
  return SECRET.test(words.join(' '));
}

/** Matches every name that has a word of {@link SECRET}. Most names have none, and splitting them into words takes much longer. */
const HINT = /passw|passp|passc|secret|pwd|credential|authorization|jwt|bearer|cookie|token|key|connection/i;

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

/** Matches the words of a name, separated by single spaces. */
const SECRET = new RegExp(
  [
    '\\b\\w*(?:password|passwd|passphrase|passcode|secret)s?\\b',
    '\\b(?:pwd|credentials?|authorization|jwt|bearer|cookies?)\\b',
    '\\b\\w*(?:access|refresh|auth|session|id|api|bearer|csrf)tokens?\\b',
    '\\b(?:api|access|private|secret|signing|encryption|master|license) ?keys?$',
    '\\b(?:key|token) ?hash(?:es)?$',
    '\\bconnection ?string$',
  ].join('|'),
);

/** The last words of names of metadata about a secret. */
const METADATA: ReadonlySet<string> = new Set(
  `at on by date time expires expiry expiration ttl age type kind name id ids arn prefix count length size limit version status
   state policy required enabled valid verified changed url uri scope scopes usage`.split(/\s+/),
);

/** The first words of names of flags and quantities. */
const FLAG_OR_QUANTITY: ReadonlySet<string> = new Set([
  'has',
  'is',
  'needs',
  'requires',
  'allow',
  'max',
  'min',
  'num',
  'total',
]);

/** Words of tokens that mark a position in a list or identify a request. */
const POSITION: ReadonlySet<string> = new Set(
  'next page pagination continuation continue cursor start starting sync request idempotency marker'.split(
    ' ',
  ),
);

/** Words before `tokens` that name secrets. Plain `tokens` is usually a count, for example of a language model. */
const SECRET_TOKENS: ReadonlySet<string> = new Set(
  'access refresh auth session api bearer id oauth'.split(' '),
);
