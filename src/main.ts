import { CommanderError } from 'commander';
import { unambiguous } from './commands/argv';
import { buildProgram } from './commands/program';
import { reportError } from './commands/report-error';
import { ClosedPipe, LostOutput } from './commands/writer';
import { type Context, contextOf, type ProcessLike } from './context';
import { DdbdbgError, EXIT_CODES } from './errors';

/**
 * Runs one command line. Returns the exit code, and never throws: whatever goes wrong becomes one clear message on stderr.
 */
export async function main(process: ProcessLike): Promise<number> {
  const context = contextOf(process);
  const code = await run(context);
  const lost = await context.written();
  context.dispose();
  if (!lost || code !== 0) return code;
  reportError(new LostOutput(lost), context, false);
  return EXIT_CODES.service;
}

async function run(context: Context): Promise<number> {
  try {
    await buildProgram(context).parseAsync(unambiguous(context.argv), { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_CODES.usage;
    if (error instanceof ClosedPipe) return 0;
    // What an interruption broke off fails in its own way, of which nobody wants to know.
    const reason: unknown =
      context.signal.aborted && !(error instanceof DdbdbgError) ? context.signal.reason : error;
    reportError(reason, context, context.argv.includes('--debug'));
    return reason instanceof DdbdbgError ? EXIT_CODES[reason.code] : EXIT_CODES.internal;
  }
}
