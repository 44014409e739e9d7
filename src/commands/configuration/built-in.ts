import type { BuiltIn } from '../../config/catalog';
import { CATALOG } from '../../queries/registry';
import { readAsk } from '../lookup/read-ask';
import { longName } from '../options/option';
import { SHARED_OPTIONS } from '../options/shared-options';

/** Commands that are not lookups. A table or system cannot have their names. */
export const RESERVED_COMMANDS = [
  'find',
  'tables',
  'patterns',
  'decode',
  'init',
  'local',
  'trust',
  'completion',
  'help',
];

/** Returns the built-in tables, the names that they reserve, and the reader for examples. */
export function builtIn(): BuiltIn {
  const names = Object.values(SHARED_OPTIONS).map((option) => longName(option).replace(/^no-/, ''));
  return {
    catalog: CATALOG,
    reserved: { options: new Set(['help', 'version', ...names]), commands: new Set(RESERVED_COMMANDS) },
    readExample: readAsk,
  };
}
