import type { Origin } from '../../src/origin';

/** Where the conditions of a test come from, which makes no difference to it. */
export const ANY_ORIGIN: Origin = { part: 'setting', name: 'test' };
