import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { BIN, CACHE } from './spawn-bin';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** Creates a folder, for the rest of a test or until `later`, in which `ddbdbg` is the built program. */
export function folderWithProgram(later: (clean: () => void) => void = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'ddbdbg-'));
  later(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
  writeFileSync(join(folder, 'ddbdbg'), `#!/bin/sh\nexec '${process.execPath}' '${BIN}' "$@"\n`);
  chmodSync(join(folder, 'ddbdbg'), 0o755);
  return folder;
}

/** An environment in which the user's own shell configuration is not read. */
export function bareEnv(folder: string): Record<string, string> {
  return {
    PATH: `${folder}${delimiter}${process.env.PATH}`,
    HOME: folder,
    XDG_CONFIG_HOME: folder,
    XDG_DATA_HOME: folder,
    XDG_CACHE_HOME: CACHE,
    TERM: 'xterm-256color',
    LC_ALL: 'C.UTF-8',
  };
}

/** Calls the function as readline does, with words split at `=` and `:`. */
const BASH = `
source <(ddbdbg completion bash)
COMP_LINE=$1 COMP_POINT=\${#1} COMP_WORDS=() rest=$1
while [[ $rest =~ ^[[:space:]]*([=:]|[^[:space:]=:]+)(.*)$ ]]; do
  COMP_WORDS+=("\${BASH_REMATCH[1]}") rest=\${BASH_REMATCH[2]}
done
[[ $1 == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
_ddbdbg
printf '%s\\n' "\${COMPREPLY[@]}" > "$CAPTURE"`;

/** Starts an interactive shell in its own terminal, in which Tab records the completions. */
const ZSH = `
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PROMPT=; autoload -Uz compinit; compinit -u -D; source <(ddbdbg completion zsh)'
zpty -w shell 'compadd() {
  if [[ \${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return; fi
  typeset -a hits; builtin compadd -A hits "$@"; (( $#hits )) && print -rl -- $hits >> $CAPTURE
  builtin compadd "$@"
}; leave() { exit }; comppostfuncs=(leave); print READY'
zpty -r shell out '*READY*READY*'
zpty -w -n shell "$1"$'\\t'
while zpty -r shell out; do :; done`;

const FISH = `
ddbdbg completion fish | source
complete -C $argv[1] > $CAPTURE`;

const DRIVERS: Readonly<Record<Shell, (line: string) => readonly string[]>> = {
  bash: (line) => ['--norc', '--noprofile', '-c', BASH, 'bash', line],
  zsh: (line) => ['-f', '-c', ZSH, 'zsh', line],
  fish: (line) => ['--no-config', '-c', FISH, line],
};

/** The completions that a shell offers at the end of a line, sorted, without descriptions. */
export async function completions(shell: Shell, line: string): Promise<readonly string[]> {
  const folder = folderWithProgram();
  const capture = join(folder, 'capture');
  writeFileSync(capture, '');
  const env = { ...bareEnv(folder), CAPTURE: capture };
  const child = spawn(shell, DRIVERS[shell](line), { env, cwd: folder, stdio: 'ignore', timeout: 30_000 });
  await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  const lines = readFileSync(capture, 'utf8').split('\n').filter(Boolean);
  return [...new Set(lines.map((text) => text.replace(/\t.*/, '')))].sort();
}
