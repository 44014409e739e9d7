import type { TestProject } from 'vitest/node';
import { type EngineName, startEngine } from './engine';

declare module 'vitest' {
  /** What a test gets by `inject('endpoint')` and `inject('engine')`, outside the unit project. */
  export interface ProvidedContext {
    endpoint: string;
    engine: EngineName;
  }
}

/** One engine for a whole project: starting one per file would cost more than the tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const name: EngineName = project.name === 'dynamodb-local' ? 'dynamodb-local' : 'dynalite';
  const engine = await startEngine(name);
  project.provide('endpoint', engine.endpoint);
  project.provide('engine', name);
  return engine.stop;
}
