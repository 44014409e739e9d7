import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { type DdbdbgError, usageError } from '../errors';
import { type BuiltIn, catalogOf } from './catalog';
import type { Configuration } from './configuration';
import { baseDefaults, chosenContext, contextDefaults } from './contexts';
import { type ParsedText, parseText, SyntaxMistake } from './document';
import { variableValues } from './environment';
import type { Mistake } from './mistake';
import { type ConfigData, ConfigSchema } from './schema';
import { schemaMistakes } from './schema-mistakes';
import { variableMistakes } from './variables';

/** The maximum size of a configuration file. */
const MAX_BYTES = 4_000_000;

/** Reads a configuration file. Throws a usage error with the file and line of the first mistake. */
export function readConfig(
  file: string,
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
  context: string | undefined,
  builtIn: BuiltIn,
): Configuration {
  return configurationOf(readText(file, cwd), shownPath(file, cwd), context, builtIn, env);
}

/** Parses a configuration. `file` is its name in messages. Throws a usage error for the first mistake. */
export function configurationOf(
  text: string,
  file: string,
  contextName: string | undefined,
  builtIn: BuiltIn,
  env: Readonly<Record<string, string | undefined>> = {},
): Configuration {
  const parsed = parse(text, file);
  const data = validated(parsed, file);
  const context = contextName === undefined ? undefined : chosenContext(contextName, data, file);
  const variables = variableValues({ ...data.variables, ...context?.variables }, env);
  const { catalog, mistakes } = catalogOf(data, builtIn, variables);
  throwFirst([...variableMistakes(data), ...mistakes], parsed, file);
  const values = context && contextDefaults(context);
  return {
    catalog,
    defaults: { ...baseDefaults(data), ...values },
    ...(data.contexts && { contexts: Object.keys(data.contexts) }),
    ...(contextName !== undefined && values && { context: { name: contextName, values } }),
  };
}

function readText(file: string, cwd: string): string {
  try {
    if (statSync(file).size > MAX_BYTES)
      throw usageError(`${shownPath(file, cwd)} is too large for a configuration file.`);
    return utf8(readFileSync(file), shownPath(file, cwd));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined || code === 'usage') throw error;
    throw usageError(`Cannot read ${shownPath(file, cwd)}: ${message}.`);
  }
}

/** Decodes a file. Throws a usage error with the first line that is not valid UTF-8. */
function utf8(bytes: Buffer, file: string): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let line = 1;
  for (let start = 0, end = 0; end >= 0; start = end + 1, line++) {
    end = bytes.indexOf(0x0a, start);
    if (!isUtf8(bytes.subarray(start, end < 0 ? undefined : end))) break;
  }
  throw usageError(`${file}:${line}: invalid UTF-8.`);
}

/** Returns the path relative to the working directory, unless that is far away. */
function shownPath(file: string, cwd: string): string {
  const path = relative(cwd, file);
  return path.startsWith('..') && path.split('..').length > 4 ? file : path;
}

function parse(text: string, file: string): ParsedText {
  try {
    return parseText(text);
  } catch (error) {
    if (!(error instanceof SyntaxMistake)) throw error;
    const at = error.line === undefined ? file : `${file}:${error.line}`;
    throw usageError(`${at}: ${error.message.replace(/\.$/, '')}.`);
  }
}

function validated(parsed: ParsedText, file: string): ConfigData {
  // An empty file is valid.
  const data = parsed.data ?? {};
  const result = ConfigSchema.safeParse(data);
  if (result.success) return result.data;
  throwFirst(schemaMistakes(result.error.issues, ConfigSchema, data), parsed, file);
  throw new Error('The configuration is invalid, but no mistake was found.');
}

/** Throws a usage error for the first mistake in the file, if any. */
function throwFirst(mistakes: readonly Mistake[], parsed: ParsedText, file: string): void {
  const [first] = mistakes
    .map((mistake) => ({ mistake, line: parsed.lineOf(mistake.path) }))
    .sort((a, b) => a.line - b.line);
  if (first) throw mistakeError(first.mistake, `${file}:${first.line}`, mistakes.length - 1);
}

function mistakeError({ path, message, hint }: Mistake, place: string, more: number): DdbdbgError {
  const where = path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`))
    .join('');
  const end = /[.?]$/.test(message) ? '' : '.';
  const others = more === 0 ? '' : ` (${more} more ${more === 1 ? 'mistake' : 'mistakes'} in this file)`;
  return usageError(`${place}: ${where === '' ? '' : `${where}: `}${message}${end}${others}`, hint);
}
