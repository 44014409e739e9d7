import { keyAttributes, type TableDefinition } from '../../dynamo/model/definition';
import { decodeKey, parseTemplate } from '../../dynamo/model/key-template';

/** One reading of a key value: a template of a table that could have made it. */
export interface KeyReading {
  readonly key: string;
  readonly table: TableDefinition;
  readonly attribute: string;
  readonly template: string;
  /** What the key says, by variable of the template. */
  readonly values: Readonly<Record<string, string>>;
}

/** Every reading of a key value, the one whose template says most first. */
export function keyReadings(key: string, tables: readonly TableDefinition[]): readonly KeyReading[] {
  const readings = tables.flatMap((table) =>
    Object.entries(table.attributes).flatMap(([attribute, { template }]) => {
      // A template without a letter of its own fits everything, and so tells nothing.
      const values = template && literalLength(template) > 0 && decodeKey(parseTemplate(template), key);
      return values ? [{ key, table, attribute, template, values }] : [];
    }),
  );
  return readings.sort((a, b) => literalLength(b.template) - literalLength(a.template));
}

function literalLength(template: string): number {
  return parseTemplate(template).literals.join('').length;
}

/** What the attribute is to its table: `partition key of GSI1`, or nothing for one that is no key. */
export function keyRoles({ table, attribute }: KeyReading): readonly string[] {
  const own = { name: table.keyIsAssumed ? 'the table (assumed)' : 'the table', schema: table };
  const all = [own, ...(table.indexes ?? []).map((index) => ({ name: index.name, schema: index }))];
  return all
    .filter(({ schema }) => keyAttributes(schema).includes(attribute))
    .map(({ name, schema }) => {
      const part = schema.partitionKey.includes(attribute) ? 'partition' : 'sort';
      return `${part} key of ${name}`;
    });
}
