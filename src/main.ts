import { CommanderError } from 'commander';
import { unambiguous } from './commands/argv';
import { buildProgram } from './commands/program';
import { reportError } from './commands/report-error';
import { ClosedPipe } from './commands/writer';
import { contextOf, type ProcessLike } from './context';
import { DdbdbgError, EXIT_CODES } from './errors';

/**
 * Runs one command line. Returns the exit code, and never throws: whatever goes wrong becomes one clear message on stderr.
 */
export async function main(process: ProcessLike): Promise<number> {
  const context = contextOf(process);
  const debug = context.argv.includes('--debug');
  try {
    await buildProgram(context).parseAsync(unambiguous(context.argv), { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_CODES.usage;
    if (error instanceof ClosedPipe) return 0;
    // What an interruption broke off fails in its own way, of which nobody wants to know.
    const reason: unknown =
      context.signal.aborted && !(error instanceof DdbdbgError) ? context.signal.reason : error;
    reportError(reason, context, debug);
    return reason instanceof DdbdbgError ? EXIT_CODES[reason.code] : EXIT_CODES.internal;
  } finally {
    await context.dispose();
  }
}
