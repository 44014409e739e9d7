import { usageError } from '../../../errors';
import type { DeclaredTable } from '../found-table';
import { Evaluator, type TerraformValue } from './evaluate';
import { type Block, type Body, HclError, parseHcl } from './hcl';
import { TABLE_BLOCKS, TABLE_TYPE, terraformTable } from './tables';

/** Whether a text is a Terraform configuration in its native syntax. */
export function isTerraform(text: string, file: string): boolean {
  return /\.tf$/i.test(file) || /^\s*(?:resource|module)\s+"[\w-]+"(?:\s+"[\w-]+")?\s*\{/m.test(text);
}

/** Returns the tables of a configuration in Terraform's native syntax. Throws a usage error for a text that can't be parsed. */
export function hclTables(text: string, file: string): readonly DeclaredTable[] {
  const body = parse(text, file);
  const evaluator = new Evaluator(body);
  return body.blocks.flatMap((block): readonly DeclaredTable[] => {
    const [type = '', name = ''] = block.labels;
    if (block.type === 'resource' && type === TABLE_TYPE) {
      const dynamic = block.body.blocks.flatMap((one) =>
        one.type === 'dynamic' ? (one.labels[0] ?? []) : [],
      );
      return [
        terraformTable(`${type}.${name}`, name, argumentsOf(block.body, evaluator), [
          ...dynamic
            .filter((one) => TABLE_BLOCKS.has(one))
            .map((one) => `the file computes ${one} blocks, which are not read`),
          ...repetition(block),
        ]),
      ];
    }
    if (block.type !== 'module' || !isTableModule(block, evaluator)) return [];
    const place = `module.${type}`;
    return [
      terraformTable(place, type, moduleArguments(argumentsOf(block.body, evaluator)), repetition(block)),
    ];
  });
}

function parse(text: string, file: string): Body {
  try {
    return parseHcl(text);
  } catch (error) {
    if (!(error instanceof HclError)) throw error;
    throw usageError(`${file}:${error.line}: not a valid Terraform configuration: ${error.message}.`);
  }
}

/** A remark on a block that stands for several tables. */
function repetition({ body }: Block): readonly string[] {
  const by = ['for_each', 'count'].find((name) => body.attributes.has(name));
  return by === undefined ? [] : [`the file declares several such tables, by ${by}: enter the name of each`];
}

/** The arguments of a block and its nested blocks, as in Terraform's JSON syntax. */
function argumentsOf({ attributes, blocks }: Body, evaluator: Evaluator): Record<string, TerraformValue> {
  const value: Record<string, TerraformValue> = Object.fromEntries(
    [...attributes].map(([name, expression]) => [name, evaluator.evaluate(expression)]),
  );
  for (const { type, body } of blocks) {
    const known = value[type];
    value[type] = [...(Array.isArray(known) ? known : []), argumentsOf(body, evaluator)];
  }
  return value;
}

/** Whether a module is the one of the registry that declares a table. */
function isTableModule({ body }: Block, evaluator: Evaluator): boolean {
  const source = body.attributes.get('source');
  return (
    source !== undefined &&
    String(evaluator.evaluate(source)).includes('terraform-aws-modules/dynamodb-table')
  );
}

/** The arguments of the resource that the module declares. */
function moduleArguments(given: Record<string, TerraformValue>): Record<string, TerraformValue> {
  const { attributes, global_secondary_indexes, local_secondary_indexes, ttl_attribute_name, ttl_enabled } =
    given;
  return {
    ...given,
    attribute: attributes,
    global_secondary_index: global_secondary_indexes,
    local_secondary_index: local_secondary_indexes,
    ttl: ttl_attribute_name ? [{ attribute_name: ttl_attribute_name, enabled: ttl_enabled }] : [],
  };
}
