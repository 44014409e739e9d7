import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { bareEnv, folderWithProgram } from './shells';

const AWS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' };

/** A real terminal, run by a separate tmux server that stops when the test ends. */
export class Terminal {
  readonly #socket = `ddbdbg-${randomUUID()}`;
  #runs = 0;

  /** Opens a terminal of `columns` × `rows` cells with a plain shell, in which `ddbdbg` is the built program. */
  constructor(columns: number, rows = 50, shell = 'sh') {
    const surroundings = { ...bareEnv(folderWithProgram()), ...AWS, PS1: '' };
    onTestFinished(() => {
      this.#tmux('kill-server');
    });
    const size = ['-x', String(columns), '-y', String(rows)];
    this.#tmux(
      '-f',
      '/dev/null',
      'new-session',
      '-d',
      ...size,
      'env',
      '-i',
      ...pairs(surroundings),
      ...shell.split(' '),
    );
  }

  /** Types a line, waits for its command to end, and returns the screen, with the exit code unless it is 0. */
  async run(line: string): Promise<string> {
    const number = ++this.#runs;
    this.type(`clear; ${line}; printf 'exit %s of ${number}\\n' "$?"\n`);
    await this.until(new RegExp(`^exit \\d+ of ${number}$`, 'm'));
    return this.screen().replace(/^exit 0 of \d+\n$/m, '');
  }

  /** Types a text as it is. */
  type(text: string): void {
    this.#tmux('send-keys', '-l', '--', text);
  }

  /** Presses a key, by its name. */
  press(key: string): void {
    this.#tmux('send-keys', key);
  }

  /** The contents of the screen, with colors if `escapes` is set. */
  screen(escapes: 'plain' | 'escapes' = 'plain'): string {
    return this.#tmux('capture-pane', '-p', ...(escapes === 'escapes' ? ['-e'] : [])).replace(/\n+$/, '\n');
  }

  /** The terminal's title, which programs and hostile data may change. */
  title(): string {
    return this.#tmux('display-message', '-p', '#{pane_title}');
  }

  /** Waits until the screen is as expected. */
  async until(expected: RegExp): Promise<void> {
    for (const deadline = Date.now() + 30_000; !expected.test(this.screen()); await sleep(50))
      if (Date.now() > deadline) throw new Error(`Not on the screen: ${expected}\n${this.screen()}`);
  }

  #tmux(...words: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync('tmux', ['-L', this.#socket, ...words], {
      encoding: 'utf8',
    });
    if (status !== 0 && words[0] !== 'kill-server') throw new Error(`tmux ${words[0]}: ${stderr}`);
    return stdout;
  }
}

function pairs(env: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(env).map(([name, value]) => `${name}=${value}`);
}
