import * as z from 'zod/mini';
import type { DeclaredTable } from '../found-table';
import { TABLE_BLOCKS, TABLE_TYPE, terraformTable } from './tables';

/** A configuration in Terraform's JSON syntax (`.tf.json`). A table is an object, or a list with one. */
export const TerraformConfiguration = z.looseObject({
  resource: z.looseObject({ [TABLE_TYPE]: z.optional(z.record(z.string(), z.unknown())) }),
});

/** Returns the tables of a configuration in JSON. */
export function jsonTables({ resource }: z.infer<typeof TerraformConfiguration>): readonly DeclaredTable[] {
  return Object.entries(resource[TABLE_TYPE] ?? {}).map(([name, value]) => {
    const [data] = [value].flat();
    return terraformTable(`resource.${TABLE_TYPE}.${name}`, name, withLists(data));
  });
}

/** In JSON a block that may be repeated can be a single object. */
function withLists(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      TABLE_BLOCKS.has(name) && value !== null ? [value].flat() : value,
    ]),
  );
}

const Module: z.ZodMiniType<ShownModule> = z.looseObject({
  resources: z.optional(
    z.array(
      z.looseObject({
        address: z.string(),
        type: z.string(),
        name: z.string(),
        values: z.optional(z.unknown()),
      }),
    ),
  ),
  child_modules: z.optional(z.array(z.lazy(() => Module))),
});

interface ShownModule {
  resources?: { address: string; type: string; name: string; values?: unknown }[] | undefined;
  child_modules?: ShownModule[] | undefined;
}

const Values = z.looseObject({ root_module: Module });

/** The output of `terraform show -json`, of a state or a plan. */
export const TerraformShow = z.looseObject({
  values: z.optional(Values),
  planned_values: z.optional(Values),
});

/** Returns the tables of a state or a plan. */
export function shownTables({
  planned_values,
  values,
}: z.infer<typeof TerraformShow>): readonly DeclaredTable[] {
  const root = (planned_values ?? values)?.root_module;
  return root ? moduleTables(root) : [];
}

function moduleTables({ resources = [], child_modules = [] }: ShownModule): readonly DeclaredTable[] {
  const own = resources
    .filter(({ type }) => type === TABLE_TYPE)
    .map(({ address, name, values }) => terraformTable(address, name, withLists(values)));
  return [...own, ...child_modules.flatMap(moduleTables)];
}

/** A state file. */
export const TerraformState = z.looseObject({
  resources: z.array(
    z.looseObject({
      type: z.string(),
      name: z.string(),
      instances: z.array(z.looseObject({ attributes: z.optional(z.unknown()) })),
    }),
  ),
});

/** Returns the tables of a state file. */
export function stateTables({ resources }: z.infer<typeof TerraformState>): readonly DeclaredTable[] {
  return resources
    .filter(({ type }) => type === TABLE_TYPE)
    .flatMap(({ name, instances }) =>
      instances.map(({ attributes }) => terraformTable(`${TABLE_TYPE}.${name}`, name, withLists(attributes))),
    );
}
