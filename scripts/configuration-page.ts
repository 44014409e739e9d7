import * as z from 'zod/mini';
import { ConfigSchema } from '../src/config/schema';

type Schema = z.core.JSONSchema.JSONSchema;

/** Generates `docs/configuration.md`, the reference of the configuration file, from the schema that the program checks it against. */
export function configurationPage(): string {
  const top = z.toJSONSchema(ConfigSchema, { io: 'input', reused: 'inline' }) as Schema;
  const { defaults, contexts, systems, tables, overrides } = partsOf(top);
  const table = element(tables);
  const { attributes, indexes, patterns, display } = partsOf(table);
  const attribute = objectOf(element(attributes));
  const value = objectOf(element(listOf(partsOf(attribute).values)));
  const changed = objectOf(element(partsOf(element(overrides)).attributes));
  return `# The configuration file

This page lists every key of \`ddbdbg.config.yaml\`. It is generated from the schema that the program checks the file against.
[Your own tables](your-tables.md) explains how to create such a file in five minutes. The file can also be JSON (\`ddbdbg.config.json\`), and
YAML anchors and merges (\`<<: *base\`) are supported.

For completion in an editor, start the file with the path or URL of the schema that is installed with the program:

\`\`\`yaml
# yaml-language-server: $schema=node_modules/ddbdbg/schema/ddbdbg.config.schema.json
\`\`\`

A file has at most 1 MB. One that is found in the working folder or a parent may be somebody else's, so \`profile\`, \`endpoint\`,
\`secret: false\` and a \`scanLimitMb\` above 100 take effect only after \`ddbdbg trust\`, and again after each change of the file. All other keys
always do. [SECURITY.md](../SECURITY.md) gives the reasons. A file that you name with \`--config\` or \`DDBDBG_CONFIG\` needs no trust.

## The file

${keysOf(top, { defaults: 'defaults', contexts: 'contexts', systems: 'systems', tables: 'a-table', overrides: 'overrides' })}
## Defaults

${keysOf(defaults)}
## Contexts

Each context has a name of your choice. It overrides the defaults; options and environment variables override it.

${keysOf(element(contexts))}
## Systems

Each system is named by the first word of its commands.

${keysOf(element(systems), { tables: 'a-table' })}
## A table

Each table is named by the last word of its command.

${keysOf(table, { attributes: 'an-attribute', indexes: 'an-index', patterns: 'an-access-pattern', display: 'a-display' })}
## An index

Each index has its name as the key.

${keysOf(element(indexes))}
## An attribute

Each attribute has its name as the key, and takes either a type or these keys:

${keysOf(attribute, { values: 'a-value' })}
### A value

Either text or these keys:

${keysOf(value)}
## An access pattern

${keysOf(element(patterns))}
## A display

${keysOf(display)}
## Overrides

Each override is named by the command of a built-in table and contains what to change: any key of [a table](#a-table) except \`aliases\`. A list
replaces the built-in list, named entries are added to the built-in ones, and only the given keys of an attribute change. In addition to the keys
of [an attribute](#an-attribute), an attribute takes:

${keysOf({ ...changed, properties: { stored: partsOf(changed).stored ?? {} } } as Schema)}`.replace(
    /\n+$/,
    '\n',
  );
}

/** A table of the keys of an object. \`links\` are the headings under which keys are described in full. */
function keysOf(schema: Schema | undefined, links: Readonly<Record<string, string>> = {}): string {
  const needed = new Set(schema?.required ?? []);
  const rows = Object.entries(partsOf(schema)).map(([key, part]) => {
    const name = links[key] ? `[\`${key}\`](#${links[key]})` : `\`${key}\``;
    const takes = links[key] ? '' : kindOf(part);
    return `| ${name}${needed.has(key) ? ' (required)' : ''} | ${cell(part.description ?? '')} | ${cell(takes)} |`;
  });
  return ['| key | description | value |', '|---|---|---|', ...rows, ''].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function partsOf(schema: Schema | undefined): Readonly<Record<string, Schema>> {
  return (schema?.properties ?? {}) as Record<string, Schema>;
}

/** The schema of the values of a mapping, or of the elements of a list. */
function element(schema: Schema | undefined): Schema {
  return (schema?.items ?? schema?.additionalProperties ?? {}) as Schema;
}

/** The list among the forms that a value may have. */
function listOf(schema: Schema | undefined): Schema | undefined {
  const forms = (schema?.anyOf ?? []) as readonly Schema[];
  return forms.find(({ type }) => type === 'array') ?? schema;
}

/** The long form of a value that also has a short one. */
function objectOf({ anyOf = [] }: Schema): Schema {
  return (anyOf as Schema[]).find(({ type }) => type === 'object') ?? {};
}

/** Describes the values that a key takes. */
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
    : `a mapping from names to ${kindOf(element(schema))}`;
}
