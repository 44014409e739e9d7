import type { TableDefinition } from '../../dynamo/model/definition';
import { fromDescribeTable } from '../../dynamo/model/from-describe-table';
import { withDefinitions } from '../../dynamo/model/merge-definitions';
import { sizesOf, type TableDescription } from '../../dynamo/model/table-description';
import type { Send } from '../../dynamo/transport';
import type { Secrets } from '../../redact/redact';
import type { Ask } from './ask';
import { hidingSecrets } from './hide-secrets';
import { refusePartsOfKeys } from './key-parts';
import { type PreparedQuestion, prepareQuestion } from './prepare';
import { sampleTimes, withSampledKeys } from './sampled-times';
import { type WindowTime, windowTime, withTime, withTimeCondition } from './window-time';

interface Surroundings {
  /** The name of the table, and the name or ARN to use in requests. */
  readonly name: string;
  readonly requestName: string;
  /** The definitions for this very table, and all for tables of its name, whose secrets apply too. */
  readonly definitions: readonly TableDefinition[];
  readonly known: readonly TableDefinition[];
  readonly secrets: Secrets;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly send: Send;
  readonly signal: AbortSignal;
  /** Receives the attribute that the time window applies to. */
  readonly onTime: (time: WindowTime) => void;
}

/**
 * Prepares a question to a table from its description and from what the catalog knows about it. If the question compares an attribute with a
 * time and nobody knows how the table stores times, also reads a few items. Throws a usage error when the question is not valid.
 */
export async function prepareDescribed(
  ask: Ask,
  description: TableDescription,
  { name, requestName, definitions, known, secrets, now, send, signal, onTime }: Surroundings,
): Promise<PreparedQuestion> {
  const table = withSecrets(
    withDefinitions(fromDescribeTable(description, ['find', name]), definitions),
    known,
  );
  return hidingSecrets(ask, table, secrets.isSecret, async () => {
    refusePartsOfKeys(ask, definitions);
    const time = windowTime(table, ask, definitions);
    if (time) onTime(time);
    const asked = time ? withTimeCondition(ask, time) : ask;
    const sampled = await sampleTimes(table, requestName, asked, now, send, signal);
    const timed = withTime(withSampledKeys(table, sampled), time, ask, sampled);
    return prepareQuestion(timed, requestName, ask, {
      ...{ now, secrets, sampled, sizes: sizesOf(description) },
      time: time?.attribute,
    });
  });
}

/** Adds the secrets that definitions for a table of this name declare. */
function withSecrets(table: TableDefinition, known: readonly TableDefinition[]): TableDefinition {
  const secrets = known.flatMap(({ attributes }) =>
    Object.entries(attributes)
      .filter(([, attribute]) => attribute.secret)
      .map(
        ([name, { type }]) =>
          [name, { ...(table.attributes[name] ?? { type, mixed: true }), secret: true }] as const,
      ),
  );
  return { ...table, attributes: { ...table.attributes, ...Object.fromEntries(secrets) } };
}
