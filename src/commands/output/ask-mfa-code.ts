import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { DdbdbgError } from '../../errors';
import { visible } from '../../format/terminal-safe';
import type { OutputStream } from '../../output';

/**
 * Asks on the terminal for the code of an MFA device, and reads a line without showing it. Rejects with a DdbdbgError when the user gives up.
 */
export function askMfaCode(
  device: string,
  input: NodeJS.ReadableStream,
  stderr: OutputStream,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const discarded = new Writable({ write: (_chunk, _encoding, done) => done() });
    const lines = createInterface({ input, output: discarded, terminal: true });
    let code: string | undefined;
    stderr.write(`MFA code for ${visible(device)}: `);
    lines.once('line', (line) => {
      code = line.trim();
      lines.close();
    });
    // Ctrl-C and Ctrl-D close it too. In this mode, the first is a key like any other.
    lines.once('SIGINT', () => lines.close());
    lines.once('close', () => {
      stderr.write('\n');
      if (code) resolve(code);
      else reject(new DdbdbgError('interrupted', 'Interrupted.'));
    });
  });
}
