import type { TableDefinition } from '../../dynamo/model/definition';
import { batches, registry } from './executions';
import { results } from './results';
import { sessions, users } from './sessions';

/**
 * A gateway that runs terminal automations ("ASTs") over batches of insurance policies.
 *
 * The following is not documented and assumed here: the names of the indexes (EmailIndex, UserIdIndex, SessionIdIndex)
 * and that they project all attributes, the key and attributes of the registry, and the statuses of sessions and
 * executions.
 */
export const policy: readonly TableDefinition[] = [users, sessions, registry, batches, results];
