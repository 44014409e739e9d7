import type { TableDefinition } from '../dynamo/model/definition';
import { executions } from './executions';
import { fusion } from './fusion';
import { indexExecutions } from './index-executions';
import { jobs } from './jobs';
import { policy } from './policy';

/** Every built-in table, one line per system. */
export const CATALOG: readonly TableDefinition[] = [executions, indexExecutions, jobs, ...fusion, ...policy];
