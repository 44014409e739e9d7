import type { OutputStream } from '../../context';
import { DdbdbgError } from '../../errors';

/** The reader of our output has gone, which ends the program silently (`| head`). */
export class BrokenPipe extends Error {}

/** Output was lost, and it is unknown how much of it arrived, so there is no cursor to continue from. */
export class LostOutput extends DdbdbgError {
  constructor(cause: NodeJS.ErrnoException) {
    const full = cause.code === 'ENOSPC' || cause.code === 'EDQUOT';
    const why = full ? `the disk is full (${cause.code})` : cause.message;
    const remedy = `Output is incomplete.${full ? ' Free some space and start over.' : ''}`;
    super('service', `The output can't be written: ${why}.`, { remedy, cause });
  }
}

/**
 * Writes one chunk and waits until the stream has taken it, so that a slow reader slows the reading of DynamoDB down. Throws
 * BrokenPipe when nothing reads any more, and LostOutput when the text can't be written (a full disk).
 */
export function write(stream: OutputStream, chunk: string): Promise<void> {
  if (chunk === '') return Promise.resolve();
  return new Promise((resolve, reject) => {
    stream.write(chunk, (error) => {
      if (!error) resolve();
      else if ((error as NodeJS.ErrnoException).code === 'EPIPE') reject(new BrokenPipe());
      else reject(new LostOutput(error));
    });
  });
}
