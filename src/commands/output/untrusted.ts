import type { Untrusted } from '../../config/configuration';
import type { TrustedPart } from '../../config/needs-trust';
import type { Context } from '../../context';
import { type DdbdbgError, usageError } from '../../errors';
import { visible } from '../../format/terminal-safe';
import type { Settings } from '../options/settings';

/** The parts without which a question is still asked. */
const LEFT_OUT: ReadonlySet<TrustedPart['kind']> = new Set(['open-secret', 'scan-limit']);

/** The maximum number of parts in a line. */
const MAX_PARTS = 4;

/**
 * Returns the error for a question that would use a profile or an endpoint of a file that the user has not trusted, if it would. Without
 * them it would be asked elsewhere, so it must not be asked at all.
 */
export function refusalOf(
  { profile, endpoint }: Settings['configured'],
  untrusted: Untrusted | undefined,
): DdbdbgError | undefined {
  if (!untrusted || (profile === undefined && endpoint === undefined)) return undefined;
  const { shown, hasChanged } = untrusted;
  const what = endpoint === undefined ? `the profile ${profile}` : `the endpoint ${endpoint}`;
  const why = hasChanged ? 'which has changed since you trusted it' : 'which you have not trusted';
  return usageError(`${what} is the choice of ${shown}, ${why}.`.replace(/^t/, 'T'), {
    kind: 'trust-file',
    file: shown,
    setting: endpoint === undefined ? 'profile' : 'endpoint',
  });
}

/** Tells the user once, on stderr, about a file that was found, and what it cannot do. Later runs say nothing until it changes. */
export async function reportFirstUse({ config: { file, untrusted }, env, stderr }: Context): Promise<void> {
  if (!file || !untrusted) return;
  const { TrustStore } = await import('../../config/trust-store');
  const isNew = new TrustStore(env).see(file.path, untrusted.fingerprint);
  const { parts, hasChanged } = untrusted;
  // If it can't be remembered, only what is left out without an error is worth a line in every run.
  if (!(isNew ?? parts.some(({ kind }) => LEFT_OUT.has(kind)))) return;
  const names = parts.slice(0, MAX_PARTS).map(partText).join(', ');
  const more = parts.length > MAX_PARTS ? ', …' : '';
  const without =
    parts.length === 0 ? '' : ` without what needs your trust: ${names}${more} (see \`ddbdbg trust --help\`)`;
  stderr.write(`${visible(`using ${file.path}${hasChanged ? ', which has changed,' : ''}${without}`)}\n`);
}

/** Describes a part of a configuration that needs trust. */
export function partText(part: TrustedPart): string {
  switch (part.kind) {
    case 'profile':
      return `the profile ${part.value}${placeText(part.context)}`;
    case 'endpoint':
      return `the endpoint ${part.value}${placeText(part.context)}`;
    case 'scan-limit':
      return `scans up to ${part.value} MB${placeText(part.context)}`;
    case 'open-secret':
      return `${part.attribute} of ${part.command}, shown`;
  }
}

function placeText(context: string | undefined): string {
  return context === undefined ? '' : ` (context ${context})`;
}
