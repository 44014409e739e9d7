import type { OutputStream } from '../../context';
import { DdbdbgError } from '../../errors';

/** The reader of the output has closed the pipe (`| head`), which ends the program silently. */
export class BrokenPipe extends Error {}

/** Output was lost. There is no cursor to continue from, as it is unknown how much was written. */
export class LostOutput extends DdbdbgError {
  constructor(cause: NodeJS.ErrnoException) {
    const full = cause.code === 'ENOSPC' || cause.code === 'EDQUOT';
    const why = full ? `the disk is full (${cause.code})` : cause.message;
    const remedy = `The output is incomplete.${full ? ' Free some space and start over.' : ''}`;
    super('service', `Cannot write the output: ${why}.`, { remedy, cause });
  }
}

/**
 * Writes one chunk and waits until the stream has accepted it, so that a slow consumer also slows down the requests. Throws BrokenPipe
 * when the pipe is closed, and LostOutput when the write fails otherwise (a full disk).
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
