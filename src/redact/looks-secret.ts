/**
 * Whether an attribute of an unknown table is likely to hold a secret, by its name: passwords, tokens, API keys,
 * credentials, hashes of keys, in camelCase, snake_case, kebab-case or run together. What only speaks about a secret
 * (`token_type`, `key_prefix`, `password_changed_at`) is none, nor are tokens that point somewhere (`nextToken`) or are
 * counted (`max_tokens`).
 */
export function looksSecret(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (words.length > 1 && (ABOUT.has(last) || QUESTION.has(words[0] ?? ''))) return false;
  if (last === 'token') return !words.some((word) => POINTING.has(word));
  if (last === 'tokens') return words.slice(0, -1).some((word) => KINDS_OF_TOKEN.has(word));
  return SECRET.test(words.join(' '));
}

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

/** Tested on the words of a name with one space between them. */
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

/** Last words of names that tell about a secret, and hold none. */
const ABOUT: ReadonlySet<string> = new Set(
  `at on by date time expires expiry expiration ttl age type kind name id ids arn prefix count length size limit version status
   state policy required enabled valid verified changed url uri scope scopes usage`.split(/\s+/),
);

/** First words of yes-or-no questions and of measures. */
const QUESTION: ReadonlySet<string> = new Set([
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

/** Tokens that mark a place in a list or make a request unique. */
const POINTING: ReadonlySet<string> = new Set(
  'next page pagination continuation continue cursor start starting sync request idempotency marker'.split(
    ' ',
  ),
);

/** Plain `tokens` are counted (by language models, for one); these are not. */
const KINDS_OF_TOKEN: ReadonlySet<string> = new Set(
  'access refresh auth session api bearer id oauth'.split(' '),
);
