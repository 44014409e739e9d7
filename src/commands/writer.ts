import type { OutputStream } from '../context';
import { DdbdbgError } from '../errors';

/** The reader of our output has gone, which ends the program without a word (`| head`). */
export class ClosedPipe extends Error {}

/**
 * Writes one chunk and waits until the stream has taken it, so that a slow reader slows the reading of DynamoDB down. Throws
 * ClosedPipe when nobody reads any more, and a DdbdbgError when the text can't be written (a full disk).
 */
export function write(stream: OutputStream, chunk: string): Promise<void> {
  if (chunk === '') return Promise.resolve();
  return new Promise((resolve, reject) => {
    stream.write(chunk, (error) => {
      if (!error) resolve();
      else if ((error as NodeJS.ErrnoException).code === 'EPIPE') reject(new ClosedPipe());
      else
        reject(new DdbdbgError('service', `The output can't be written: ${error.message}`, { cause: error }));
    });
  });
}
