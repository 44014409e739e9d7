import type { AttributeDefinition, Meaning } from '../../dynamo/model/definition';

/** Words that producers use for a state, where the definition does not list its values. */
const COMMON: Readonly<Record<Meaning, string>> = {
  good: 'success succeeded successful ok done complete completed finished passed active connected healthy enabled approved available',
  bad: 'failure failed fail error errored timeout timedout aborted rejected denied invalid revoked suspended blocked crashed unhealthy',
  active: 'running started starting inprogress processing syncing retrying executing working initializing',
  idle: 'pending queued waiting idle inactive disabled paused draft scheduled expired canceled cancelled skipped stopped deleted',
};

/** For those who see no colour. Each one cell wide. */
export const ICONS: Readonly<Record<Meaning, string>> = { good: '✓', bad: '✗', active: '▸', idle: '◦' };

const GUESSES: ReadonlyMap<string, Meaning> = new Map(
  (Object.keys(COMMON) as Meaning[]).flatMap((meaning) =>
    COMMON[meaning].split(' ').map((word): [string, Meaning] => [word, meaning]),
  ),
);

/**
 * What news a status is: by the definition's values where it lists them, else by common words (`TIMED_OUT`, `Failed`).
 * Undefined when neither says.
 */
export function meaningOf(definition: AttributeDefinition | undefined, status: string): Meaning | undefined {
  const listed = definition?.values?.find((value) => value.name === status || value.stored.includes(status));
  if (listed?.meaning) return listed.meaning;
  return GUESSES.get(status.toLowerCase().replace(/[^a-z]/g, ''));
}

/** Whether a column holds statuses. Where no definition tells, its name does. */
export function isStatus(definition: AttributeDefinition | undefined, column: string): boolean {
  return definition ? definition.format === 'status' : /(?:^|[._])(?:\w+_)?status$|[a-z]Status$/.test(column);
}
