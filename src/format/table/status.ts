import type { AttributeDefinition, Meaning } from '../../dynamo/model/attribute-definition';

/** Common words for a status, used if the definition does not list its values. */
const COMMON_WORDS: Readonly<Record<Meaning, string>> = {
  good: 'success succeeded successful ok done complete completed finished passed active connected healthy enabled approved available',
  bad: 'failure failed fail error errored timeout timedout aborted rejected denied invalid revoked suspended blocked crashed unhealthy',
  active: 'running started starting inprogress processing syncing retrying executing working initializing',
  idle: 'pending queued waiting idle inactive disabled paused draft scheduled expired canceled cancelled skipped stopped deleted',
};

/** Icons that convey the meaning without color. Each is one cell wide. */
export const ICONS: Readonly<Record<Meaning, string>> = { good: '✓', bad: '✗', active: '▸', idle: '◦' };

const GUESSES: ReadonlyMap<string, Meaning> = new Map(
  (Object.keys(COMMON_WORDS) as Meaning[]).flatMap((meaning) =>
    COMMON_WORDS[meaning].split(' ').map((word): [string, Meaning] => [word, meaning]),
  ),
);

/**
 * Returns the meaning of a status: from the definition if it lists the value, else from common words (`TIMED_OUT`, `Failed`). Undefined
 * when neither applies.
 */
export function meaningOf(definition: AttributeDefinition | undefined, status: string): Meaning | undefined {
  const listed = definition?.values?.find((value) => value.name === status || value.stored.includes(status));
  if (listed?.meaning) return listed.meaning;
  return GUESSES.get(status.toLowerCase().replace(/[^a-z]/g, ''));
}

/** Whether a column holds statuses, by its definition or, without one, by its name. */
export function isStatus(definition: AttributeDefinition | undefined, column: string): boolean {
  return definition ? definition.format === 'status' : /(?:^|[._])(?:\w+_)?status$|[a-z]Status$/.test(column);
}
