import { relative } from 'node:path';
import { type DdbdbgError, usageError } from '../errors';
import { type BuiltIn, catalogOf } from './catalog';
import type { Configuration, FoundFile } from './configuration';
import { baseDefaults, chosenContext, contextDefaults } from './contexts';
import { type ParsedText, parseText } from './document';
import { variableValues } from './environment';
import { isLink, leadsElsewhere } from './links';
import type { Mistake } from './mistake';
import { partsThatNeedTrust, withoutTrust } from './needs-trust';
import { fingerprintOf, readConfigFile } from './read-file';
import { type ConfigData, ConfigSchema } from './schema';
import { schemaMistakes } from './schema-mistakes';
import { SyntaxMistake } from './syntax-mistake';
import { TrustStore } from './trust-store';
import { variableMistakes } from './variables';

/** The surroundings that a file is read in. */
interface Location {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads a configuration file. Some parts of a file that was found need the user's trust, and so does a link that leads out of its folder.
 * Throws a usage error with the file and line of the first mistake.
 */
export function readConfig(
  file: FoundFile,
  { cwd, env }: Location,
  context: string | undefined,
  builtIn: BuiltIn,
): Configuration {
  const { path, isFound } = file;
  const shown = shownPath(path, cwd);
  const { text, fingerprint } = readConfigFile(path, shown);
  const trust = isFound ? new TrustStore(env).stateOf(path, fingerprint) : 'trusted';
  const isTrusted = trust === 'trusted';
  if (!isTrusted && leadsElsewhere(path))
    throw usageError(`${shown} is a link to a file outside of its folder, and you have not trusted it.`, {
      kind: 'trust-file',
      file: shown,
    });
  const config = configurationOf(text, shown, context, builtIn, { isTrusted, isLink: isLink(path), env });
  const { untrusted } = config;
  return {
    ...config,
    file,
    ...(untrusted && { untrusted: { ...untrusted, hasChanged: trust === 'changed' } }),
  };
}

/** What is known about the text of a configuration. */
interface Circumstances {
  /** Whether it may do everything that a configuration can. */
  readonly isTrusted?: boolean;
  /** Whether it was read through a link. Then messages don't quote it, as it may be any file. */
  readonly isLink?: boolean;
  /** The environment, whose variables take precedence over the values in the file. */
  readonly env?: Location['env'];
}

/** Parses a configuration. `file` is its name in messages. Throws a usage error for the first mistake. */
export function configurationOf(
  text: string,
  file: string,
  contextName: string | undefined,
  builtIn: BuiltIn,
  { isTrusted = true, isLink = false, env = {} }: Circumstances = {},
): Configuration {
  const source: Source = { file, isLink };
  const parsed = parse(text, source);
  const whole = validated(parsed, source);
  const data = isTrusted ? whole : withoutTrust(whole);
  const context = contextName === undefined ? undefined : chosenContext(contextName, data, file);
  const variables = variableValues({ ...data.variables, ...context?.variables }, env);
  const { catalog, mistakes } = catalogOf(data, builtIn, variables);
  throwFirst([...variableMistakes(data), ...mistakes], parsed, source);
  const values = context && contextDefaults(context);
  return {
    catalog,
    defaults: { ...baseDefaults(data), ...values },
    ...(data.contexts && { contexts: Object.keys(data.contexts) }),
    ...(contextName !== undefined && values && { context: { name: contextName, values } }),
    ...(!isTrusted && {
      untrusted: {
        shown: file,
        fingerprint: fingerprintOf(text),
        hasChanged: false,
        parts: partsThatNeedTrust(whole),
        guarded: builtIn.catalog,
      },
    }),
  };
}

/** Returns the path relative to the working directory, unless that is far away. */
export function shownPath(file: string, cwd: string): string {
  const path = relative(cwd, file);
  return path.startsWith('..') && path.split('..').length > 4 ? file : path;
}

/** Where a text comes from. */
interface Source {
  readonly file: string;
  readonly isLink: boolean;
}

function parse(text: string, { file, isLink }: Source): ParsedText {
  try {
    return parseText(text);
  } catch (error) {
    if (!(error instanceof SyntaxMistake)) throw error;
    const at = error.line === undefined ? file : `${file}:${error.line}`;
    throw isLink ? unquoted(at) : usageError(`${at}: ${error.message.replace(/\.$/, '')}.`);
  }
}

function validated(parsed: ParsedText, source: Source): ConfigData {
  // An empty file is valid.
  const data = parsed.data ?? {};
  const result = ConfigSchema.safeParse(data);
  if (result.success) return result.data;
  throwFirst(schemaMistakes(result.error.issues, ConfigSchema, data), parsed, source);
  throw new Error('The configuration is invalid, but no mistake was found.');
}

/** Throws a usage error for the first mistake in the file, if any. */
function throwFirst(mistakes: readonly Mistake[], parsed: ParsedText, { file, isLink }: Source): void {
  const [first] = mistakes
    .map((mistake) => ({ mistake, line: parsed.lineOf(mistake.path) }))
    .sort((a, b) => a.line - b.line);
  if (!first) return;
  const place = `${file}:${first.line}`;
  throw isLink ? unquoted(place) : mistakeError(first.mistake, place, mistakes.length - 1);
}

/** Returns the error for a mistake in a file that must not be quoted. */
function unquoted(place: string): DdbdbgError {
  return usageError(
    `${place}: this is not a valid configuration. The mistake is not shown, as the file is a link and may be private.`,
    { kind: 'name-linked-file' },
  );
}

function mistakeError({ path, message, hint }: Mistake, place: string, more: number): DdbdbgError {
  const where = path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`))
    .join('');
  const end = /[.?]$/.test(message) ? '' : '.';
  const others = more === 0 ? '' : ` (${more} more ${more === 1 ? 'mistake' : 'mistakes'} in this file)`;
  return usageError(`${place}: ${where === '' ? '' : `${where}: `}${message}${end}${others}`, hint);
}
