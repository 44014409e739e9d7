import type { TableDefinition } from '../../dynamo/model/definition';
import { accounts, apiKeys } from './accounts';
import { auths, connections } from './connections';
import { helperExecutions, helpers } from './helpers';
import { oauthStates, platforms } from './platforms';
import { userAccounts, users } from './users';

/**
 * A platform whose accounts connect third-party services and run helpers on them. The projections of the indexes are not
 * documented; all attributes are assumed.
 */
export const fusion: readonly TableDefinition[] = [
  helpers,
  users,
  accounts,
  userAccounts,
  apiKeys,
  connections,
  helperExecutions,
  platforms,
  auths,
  oauthStates,
];
