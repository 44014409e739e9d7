import fc from 'fast-check';
import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** What random test cases are drawn by: another number in each run, which the end of the run prints. */
    seed: number;
  }
}

fc.configureGlobal({ seed: inject('seed') });
