import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import type { CodeCache } from './code-cache';

/** A module of the bundle, as scripts/pack.mjs writes it. */
type Module = (exports: object, require: (id: string) => unknown, module: { exports: object }) => void;

/**
 * Loads the modules of the built program from a few files. A file is read when the first of its modules is required, and a module
 * runs when it is required. Their ids are `./<file>/<module>`; Node resolves all others.
 */
export class Bundle {
  readonly #folder: string;
  readonly #require: NodeJS.Require;
  readonly #cache: CodeCache;
  readonly #files = new Map<string, Readonly<Record<string, Module>>>();
  readonly #modules = new Map<string, { exports: object }>();

  constructor(folder: string, require: NodeJS.Require, cache: CodeCache) {
    this.#folder = folder;
    this.#require = require;
    this.#cache = cache;
  }

  /** Returns the exports of a module. `id` is `<file>/<module>`. */
  load(id: string): object {
    const known = this.#modules.get(id);
    if (known) return known.exports;
    const [file = '', name = ''] = id.split('/');
    const module = { exports: {} };
    this.#modules.set(id, module);
    this.#cache.note(id);
    this.#file(file)[name]?.(module.exports, this.#resolve, module);
    return module.exports;
  }

  readonly #resolve = (id: string): unknown =>
    id.startsWith('./') ? this.load(id.slice(2)) : this.#require(id);

  #file(name: string): Readonly<Record<string, Module>> {
    const known = this.#files.get(name);
    if (known) return known;
    const path = join(this.#folder, `${name}.cjs`);
    const modules = this.#cache.active ? this.#compile(name, path) : this.#require(path);
    this.#files.set(name, modules);
    return modules;
  }

  #compile(name: string, path: string): Readonly<Record<string, Module>> {
    // The build makes the files ASCII, and reading them as Latin-1 is faster than as UTF-8.
    const source = `(function (module) {${readFileSync(path, 'latin1')}\n})`;
    const cachedData = this.#cache.read(name);
    const script = new Script(source, { filename: path, ...(cachedData && { cachedData }) });
    this.#cache.compiled(name, script);
    const module = { exports: {} };
    script.runInThisContext()(module);
    return module.exports;
  }
}
