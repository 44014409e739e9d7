import type { TestProject } from 'vitest/node';
import { type EngineName, startEngine } from './engine';

declare module 'vitest' {
  /** What `inject('endpoint')` and `inject('engine')` return, except in the unit project. */
  export interface ProvidedContext {
    endpoint: string;
    engine: EngineName;
  }
}

/** Starts one engine for a whole project. One per file would take longer than the tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const name: EngineName = project.name === 'dynamodb-local' ? 'dynamodb-local' : 'dynalite';
  const engine = await startEngine(name);
  project.provide('endpoint', engine.endpoint);
  project.provide('engine', name);
  return engine.stop;
}
