import * as z from 'zod/mini';
import { ConfigSchema } from '../src/config/schema';

/** The JSON Schema of a configuration file, by which editors complete and check it: `schema/ddbdbg.config.schema.json`. */
export function configSchema(): string {
  const { $schema, ...rest } = z.toJSONSchema(ConfigSchema, { io: 'input', reused: 'ref' });
  const title = 'Configuration of ddbdbg';
  return `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
}
