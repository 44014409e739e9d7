import type { BuiltIn } from '../../config/catalog';
import { CATALOG } from '../../queries/registry';
import { readAsk } from '../lookup/read-ask';
import { longName } from '../options/option';
import { SHARED_OPTIONS } from '../options/shared-options';

/** Commands that are not lookups, and so can't be the name of a table or a system. */
export const RESERVED_COMMANDS = [
  'find',
  'tables',
  'patterns',
  'decode',
  'init',
  'local',
  'completion',
  'help',
];

/** What exists without a configuration, and which words it takes. */
export function builtIn(): BuiltIn {
  const names = Object.values(SHARED_OPTIONS).map((option) => longName(option).replace(/^no-/, ''));
  return {
    catalog: CATALOG,
    reserved: { options: new Set(['help', 'version', ...names]), commands: new Set(RESERVED_COMMANDS) },
    readExample: readAsk,
  };
}
