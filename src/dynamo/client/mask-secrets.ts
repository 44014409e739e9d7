/**
 * Masks what looks like a credential in the output of another program: access key ids, whatever follows a word such as `secret`
 * or `token`, and long runs of random characters.
 */
export function maskSecrets(text: string): string {
  return text
    .replace(/\b(?:AKIA|ASIA)[A-Z0-9]{8,}\b/g, '[redacted]')
    .replace(
      /((?:secret|token|password|passwd|pwd|credential|key)\w*["']?\s*[:=]\s*)(?:"[^"]*"|'[^']*'|\S+)/gi,
      '$1[redacted]',
    )
    .replace(/[A-Za-z0-9+/=_-]{40,}/g, (run) => (looksRandom(run) ? '[redacted]' : run));
}

/** Whether the characters are Base64 rather than a path or a long name. */
function looksRandom(run: string): boolean {
  const slashes = run.split('/').length - 1;
  return /\d/.test(run) && /[A-Z]/.test(run) && /[a-z]/.test(run) && slashes < run.length / 15;
}
