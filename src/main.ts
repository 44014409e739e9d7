import { CommanderError } from 'commander';
import { normalizeArgv, wantsDebug } from './commands/argv/argv';
import { type CheckedWords, checkWords } from './commands/argv/check-words';
import { type LazyCommand, runCommand } from './commands/argv/commander';
import { configure } from './commands/configuration/configure';
import { reportError } from './commands/output/report-error';
import { BrokenPipe, LostOutput } from './commands/output/writer';
import { buildProgram } from './commands/program';
import { type ProcessLike, type Surroundings, surroundingsOf } from './context';
import { DdbdbgError, EXIT_CODES } from './errors';

/** Runs one command line and returns the exit code. Never throws: errors become messages on stderr. */
export async function main(process: ProcessLike): Promise<number> {
  const surroundings = surroundingsOf(process);
  const code = await run(surroundings);
  const lost = await surroundings.written();
  const isLost = lost !== undefined && code === 0;
  if (isLost) reportError(new LostOutput(lost), surroundings, false);
  await surroundings.end();
  return isLost ? EXIT_CODES.service : code;
}

async function run(surroundings: Surroundings): Promise<number> {
  const { argv, signal } = surroundings;
  const report = (error: unknown) => reportError(error, surroundings, wantsDebug(argv));
  let problem: DdbdbgError | undefined;
  try {
    const context = await configure(surroundings);
    problem = context.config.problem;
    const program = buildProgram(context);
    const { words, shortHelp } = checkedWords(program, argv, problem);
    if (shortHelp) {
      const { printShortHelp } = await import('./commands/short-help');
      await printShortHelp(shortHelp, context);
      if (problem) report(problem);
    } else await runCommand(program, words);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help also works with an invalid configuration, but then lacks the tables of the file, so the error is reported too.
      if (problem && error.code !== 'commander.version') report(problem);
      return error.exitCode === 0 ? 0 : EXIT_CODES.usage;
    }
    if (error instanceof BrokenPipe) return 0;
    // After an interruption, any error is a consequence of it.
    const reason: unknown = signal.aborted && !(error instanceof DdbdbgError) ? signal.reason : error;
    report(reason);
    return reason instanceof DdbdbgError ? EXIT_CODES[reason.code] : EXIT_CODES.internal;
  }
}

/** Returns the checked words. A word may be unknown only because the configuration that declares it is invalid, so that error comes first. */
function checkedWords(
  program: LazyCommand,
  argv: readonly string[],
  problem: DdbdbgError | undefined,
): CheckedWords {
  try {
    return checkWords(program, normalizeArgv(argv), argv);
  } catch (error) {
    throw problem ?? error;
  }
}
