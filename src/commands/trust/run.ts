import { resolve } from 'node:path';
import { findConfig } from '../../config/find-config';
import { isLink } from '../../config/links';
import { configurationOf, shownPath } from '../../config/read-config';
import { readConfigFile } from '../../config/read-file';
import { TrustStore } from '../../config/trust-store';
import type { Context } from '../../context';
import { usageError } from '../../errors';
import { visible } from '../../format/terminal-safe';
import { builtIn } from '../configuration/built-in';
import type { GivenOptions } from '../options/option';
import { partText } from '../output/untrusted';
import { write } from '../output/writer';

/** Trusts a configuration file, no longer trusts it, or lists the trusted ones. Sends nothing. */
export async function runTrust(
  file: string | undefined,
  { list, remove }: GivenOptions,
  context: Context,
): Promise<void> {
  const store = new TrustStore(context.env);
  if (list && (remove || file !== undefined))
    throw usageError('lists all trusted files, and takes neither a file nor --remove.', undefined, {
      part: 'setting',
      name: 'list',
    });
  const text = list
    ? listText(store)
    : remove
      ? removed(file === undefined ? foundFile(context) : resolve(context.cwd, file), store)
      : trusted(file === undefined ? foundFile(context) : resolve(context.cwd, file), store, context);
  await write(context.stdout, text);
}

/** Returns the file that applies to the working directory. Throws a usage error if there is none that needs trust. */
function foundFile({ cwd, env }: Context): string {
  const file = findConfig(undefined, { cwd, env: { ...env, DDBDBG_CONFIG: undefined } });
  if (file?.isFound) return file.path;
  throw usageError(
    'There is no configuration file in this folder or a parent folder.',
    file && `Your own file, ${file.path}, needs no trust.`,
  );
}

function trusted(path: string, store: TrustStore, { cwd, env }: Context): string {
  const shown = shownPath(path, cwd);
  const { text, fingerprint } = readConfigFile(path, shown);
  // Fails for a file with a mistake: then nobody can tell what it would do.
  const { untrusted } = configurationOf(text, shown, undefined, builtIn(), {
    isTrusted: false,
    isLink: isLink(path),
    env,
  });
  store.trust(path, fingerprint);
  const parts = untrusted?.parts ?? [];
  const lines =
    parts.length === 0 ? ['it has nothing that needs it'] : ['it may now use:', ...parts.map(partText)];
  return [`trusted ${path}`, ...lines.map((line, i) => (i === 0 ? line : `  ${line}`))]
    .map((line) => `${visible(line)}\n`)
    .join('');
}

function removed(path: string, store: TrustStore): string {
  return `${visible(store.remove(path) ? `no longer trusted: ${path}` : `was not trusted: ${path}`)}\n`;
}

/** Returns one line for each trusted file, with what has become of it. */
function listText(store: TrustStore): string {
  return store
    .list()
    .map(({ path, fingerprint }) => `${stateText(path, fingerprint)}  ${visible(path)}\n`)
    .join('');
}

function stateText(path: string, fingerprint: string): string {
  try {
    return readConfigFile(path, path).fingerprint === fingerprint ? 'trusted' : 'changed';
  } catch {
    return 'missing';
  }
}
