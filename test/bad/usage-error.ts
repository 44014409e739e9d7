import { expect } from 'vitest';
import type { Ran } from '../helpers/run-main';

/** Expects a usage error: exit 2, nothing on stdout, and one or two lines that match `about`, without a stack. */
export function expectUsageError({ code, stdout, stderr }: Ran, about: RegExp): void {
  expect({ code, stdout }, stderr).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^ddbdbg: /);
  expect(stderr).toMatch(about);
  // The quoted input itself may be 'NaN'.
  expect(stderr.replaceAll(/'[^']*'/g, '')).not.toMatch(/\n\s+at |bug in ddbdbg|undefined|\[object|NaN/);
  expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
  expect(stderr.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
}
