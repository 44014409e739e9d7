import { builtIn } from '../../src/commands/configuration/built-in';
import type { Naming } from '../../src/init/infer-tables';
import { secretTests } from '../../src/init/secrets';
import { looksSecret } from '../../src/redact/looks-secret';

/** Names for the drafts of a system that has no other tables. */
export function namingIn(system: string): Naming {
  return {
    system,
    as: undefined,
    stage: undefined,
    taken: new Set(),
    reserved: builtIn().reserved.options,
    secrets: secretTests(looksSecret),
  };
}
