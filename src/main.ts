import { CommanderError } from 'commander';
import { unambiguous } from './commands/argv/unambiguous';
import { ClosedPipe, LostOutput } from './commands/output/writer';
import { configure } from './commands/configure';
import { refuseForgottenValue } from './commands/argv/forgotten-value';
import { buildProgram } from './commands/program';
import { reportError } from './commands/output/report-error';
import { type ProcessLike, type Surroundings, surroundingsOf } from './context';
import { DdbdbgError, EXIT_CODES } from './errors';

/**
 * Runs one command line. Returns the exit code, and never throws: whatever goes wrong becomes one clear message on stderr.
 */
export async function main(process: ProcessLike): Promise<number> {
  const surroundings = surroundingsOf(process);
  const code = await run(surroundings);
  const lost = await surroundings.written();
  surroundings.dispose();
  if (!lost || code !== 0) return code;
  reportError(new LostOutput(lost), surroundings, false);
  return EXIT_CODES.service;
}

async function run(surroundings: Surroundings): Promise<number> {
  const { argv, signal } = surroundings;
  const report = (error: unknown) => reportError(error, surroundings, argv.includes('--debug'));
  let problem: DdbdbgError | undefined;
  try {
    const context = await configure(surroundings);
    problem = context.config.problem;
    const program = buildProgram(context);
    const words = unambiguous(argv);
    refuseForgottenValue(program, words);
    await program.parseAsync(words, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help is there whatever the configuration is like, but what it lacks may be the very reason for asking.
      if (problem && error.code !== 'commander.version') report(problem);
      return error.exitCode === 0 ? 0 : EXIT_CODES.usage;
    }
    if (error instanceof ClosedPipe) return 0;
    // What an interruption broke off fails in its own way, of which nobody wants to know.
    const reason: unknown = signal.aborted && !(error instanceof DdbdbgError) ? signal.reason : error;
    report(reason);
    return reason instanceof DdbdbgError ? EXIT_CODES[reason.code] : EXIT_CODES.internal;
  }
}
