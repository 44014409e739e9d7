import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { relative } from 'node:path';
import { type DdbdbgError, usageError } from '../errors';
import { type BuiltIn, catalogOf } from './catalog';
import type { Configuration } from './configuration';
import { baseDefaults, chosenContext, contextDefaults } from './contexts';
import { type ParsedText, parseText } from './document';
import type { Mistake } from './mistake';
import { type ConfigData, ConfigSchema } from './schema';
import { schemaMistakes } from './schema-mistakes';
import { SyntaxMistake } from './syntax-mistake';
import { variableMistakes } from './variables';

/** The maximum size of a configuration file: more than ten thousand tables. */
const MAX_BYTES = 1_000_000;

/** Reads a configuration file. Throws a usage error with the file and line of the first mistake. */
export function readConfig(
  file: string,
  cwd: string,
  context: string | undefined,
  builtIn: BuiltIn,
): Configuration {
  return configurationOf(readText(file, cwd), shownPath(file, cwd), context, builtIn);
}

/** Parses a configuration. `file` is its name in messages. Throws a usage error for the first mistake. */
export function configurationOf(
  text: string,
  file: string,
  contextName: string | undefined,
  builtIn: BuiltIn,
): Configuration {
  const parsed = parse(text, file);
  const data = validated(parsed, file);
  const context = contextName === undefined ? undefined : chosenContext(contextName, data, file);
  const variables = { ...data.variables, ...context?.variables };
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
    return utf8(readBytes(file, shownPath(file, cwd)), shownPath(file, cwd));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined || code === 'usage') throw error;
    throw usageError(`Cannot read ${shownPath(file, cwd)}: ${message}.`);
  }
}

/** Reads a file. Does not rely on its reported size, as a file may grow. Throws a usage error when it is too large. */
function readBytes(file: string, shown: string): Buffer {
  const bytes = Buffer.alloc(MAX_BYTES + 1);
  const descriptor = openSync(file, 'r');
  try {
    let length = 0;
    for (let read = -1; read !== 0 && length <= MAX_BYTES; length += read)
      read = readSync(descriptor, bytes, length, bytes.length - length, null);
    if (length <= MAX_BYTES) return bytes.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
  throw usageError(
    `${shown} is too large for a configuration file, which has at most ${MAX_BYTES / 1e6} MB.`,
    'Move tables that belong to other projects into files of their own.',
  );
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
