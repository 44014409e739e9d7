import type { OutputStream } from '../../context';
import { DdbdbgError } from '../../errors';

/** The reader of our output has gone, which ends the program without a word (`| head`). */
export class ClosedPipe extends Error {}

/** Output was lost, so nobody knows how much of it arrived: there is no cursor to go on from. */
export class LostOutput extends DdbdbgError {
  constructor(cause: NodeJS.ErrnoException) {
    const full = cause.code === 'ENOSPC' || cause.code === 'EDQUOT';
    const why = full ? `the disk is full (${cause.code})` : cause.message;
    const hint = `Output is incomplete.${full ? ' Make room and start over.' : ''}`;
    super('service', `The output can't be written: ${why}.`, { hint, cause });
  }
}

/**
 * Writes one chunk and waits until the stream has taken it, so that a slow reader slows the reading of DynamoDB down. Throws
 * ClosedPipe when nobody reads any more, and LostOutput when the text can't be written (a full disk).
 */
export function write(stream: OutputStream, chunk: string): Promise<void> {
  if (chunk === '') return Promise.resolve();
  return new Promise((resolve, reject) => {
    stream.write(chunk, (error) => {
      if (!error) resolve();
      else if ((error as NodeJS.ErrnoException).code === 'EPIPE') reject(new ClosedPipe());
      else reject(new LostOutput(error));
    });
  });
}
