import * as z from 'zod/mini';
import { ConfigSchema } from '../src/config/schema';

type Schema = z.core.JSONSchema.JSONSchema;

/** The reference of the configuration file, `docs/configuration.md`: every key that the program reads, out of the schema it reads by. */
export function configurationPage(): string {
  const top = z.toJSONSchema(ConfigSchema, { io: 'input', reused: 'inline' }) as Schema;
  const { defaults, contexts, systems, tables, overrides } = partsOf(top);
  const table = element(tables);
  const { attributes, indexes, patterns, display } = partsOf(table);
  const attribute = objectOf(element(attributes));
  const value = objectOf(element(partsOf(attribute).values));
  const changed = objectOf(element(partsOf(element(overrides)).attributes));
  return `# The configuration file

Every key of \`ddbdbg.config.yaml\`, made out of the schema that the program checks it by. [Your own tables](your-tables.md) tells how to come to such
a file in five minutes. It may be JSON as well (\`ddbdbg.config.json\`), and YAML's anchors and merges (\`<<: *base\`) may be used.

For completion in an editor, let the file begin with the path or address of the schema that comes with the program:

\`\`\`yaml
# yaml-language-server: $schema=node_modules/ddbdbg/schema/ddbdbg.config.schema.json
\`\`\`

## The file

${keysOf(top, { defaults: 'defaults', contexts: 'contexts', systems: 'systems', tables: 'a-table', overrides: 'overrides' })}
## Defaults

${keysOf(defaults)}
## Contexts

Below a name of yours. A context goes before the defaults; options and the environment go before it.

${keysOf(element(contexts))}
## Systems

Below the first word of the commands.

${keysOf(element(systems), { tables: 'a-table' })}
## A table

Below the last word of its command.

${keysOf(table, { attributes: 'an-attribute', indexes: 'an-index', patterns: 'an-access-pattern', display: 'a-display' })}
## An index

Below its name.

${keysOf(element(indexes))}
## An attribute

Below its name: just a type, or

${keysOf(attribute, { values: 'a-value' })}
### A value

Just a text, or

${keysOf(value)}
## An access pattern

${keysOf(element(patterns))}
## A display

${keysOf(display)}
## Overrides

Below the command of a built-in table stands what is different about it: any key of [a table](#a-table) but \`aliases\`. Lists replace those that
are there, names join them, and of an attribute only what is said changes. In addition to the keys of [an attribute](#an-attribute) there is

${keysOf({ ...changed, properties: { stored: partsOf(changed).stored ?? {} } } as Schema)}`.replace(
    /\n+$/,
    '\n',
  );
}

/** A table of the keys of an object. \`links\` are the headings under which keys are told in full. */
function keysOf(schema: Schema | undefined, links: Readonly<Record<string, string>> = {}): string {
  const needed = new Set(schema?.required ?? []);
  const rows = Object.entries(partsOf(schema)).map(([key, part]) => {
    const name = links[key] ? `[\`${key}\`](#${links[key]})` : `\`${key}\``;
    const takes = links[key] ? '' : kindOf(part);
    return `| ${name}${needed.has(key) ? ' (needed)' : ''} | ${cell(part.description ?? '')} | ${cell(takes)} |`;
  });
  return ['| key | what it says | takes |', '|---|---|---|', ...rows, ''].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function partsOf(schema: Schema | undefined): Readonly<Record<string, Schema>> {
  return (schema?.properties ?? {}) as Record<string, Schema>;
}

/** What stands below the names of a mapping, or in a list. */
function element(schema: Schema | undefined): Schema {
  return (schema?.items ?? schema?.additionalProperties ?? {}) as Schema;
}

/** The long form of what may also be said in a word. */
function objectOf({ anyOf = [] }: Schema): Schema {
  return (anyOf as Schema[]).find(({ type }) => type === 'object') ?? {};
}

/** What a key takes, in words. */
function kindOf(schema: Schema): string {
  if (schema.anyOf) return [...new Set((schema.anyOf as Schema[]).map(kindOf))].join(', or ');
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(' ');
  if (schema.type === 'array') return `a list (${kindOf(element(schema))})`;
  if (schema.type === 'boolean') return '`true` `false`';
  if (schema.type === 'number') return 'a number';
  if (schema.type !== 'object') return schema.type === 'string' ? 'text' : 'any value';
  const parts = Object.keys(partsOf(schema));
  return parts.length > 0
    ? `{ ${parts.map((part) => `\`${part}\``).join(', ')} }`
    : `names, each with ${kindOf(element(schema))}`;
}
