import { expect } from 'vitest';
import type { Ran } from '../helpers/run-main';

/** What holds for every complaint about input: exit 2, nothing on stdout, one or two lines about it, no stack. */
export function expectComplaint({ code, stdout, stderr }: Ran, about: RegExp): void {
  expect({ code, stdout }, stderr).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^ddbdbg: /);
  expect(stderr).toMatch(about);
  // What was typed may well be 'NaN'.
  expect(stderr.replaceAll(/'[^']*'/g, '')).not.toMatch(/\n\s+at |bug in ddbdbg|undefined|\[object|NaN/);
  expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
  expect(stderr.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
}
