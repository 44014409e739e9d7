import type { Context } from '../../context';
import { Session } from '../../core/session';
import type { Settings } from '../options/settings';
import { writeNotes, writeRequest } from './notes';
import { refusalOf } from './untrusted';

/** Opens the session of a command. Prints notes and, with `--debug`, requests on stderr. */
export function openSession(
  settings: Settings,
  { config, env, now, signal, stderr, keyboard }: Context,
): Session {
  const { target, configured, reveal, scanLimitMb, quiet, debug } = settings;
  return new Session({
    config,
    target,
    env,
    now: () => now,
    signal,
    reveal,
    refusal: refusalOf(configured, config.untrusted),
    scanLimitMb,
    onNote: (note) => {
      if (!quiet) writeNotes([note], stderr);
    },
    ...(stderr.isTTY && {
      askMfaCode: async (device) => {
        const input = keyboard();
        if (!input) return undefined;
        const { askMfaCode } = await import('./ask-mfa-code');
        return askMfaCode(device, input, stderr);
      },
    }),
    ...(debug && { onRequest: (event) => writeRequest(event, stderr) }),
  });
}
