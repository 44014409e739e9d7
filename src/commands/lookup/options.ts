import { ALL_COLUMNS, sortingTime, type TableDefinition, timeAttribute } from '../../dynamo/model/definition';
import {
  type Checks,
  camelCase,
  type KnownAttributes,
  type OptionSet,
  type OptionSpec,
  SWITCH,
} from '../options/option';
import {
  CONNECTION_OPTIONS,
  LOOKUP_OPTIONS,
  OUTPUT_OPTIONS,
  WINDOW_OPTIONS,
} from '../options/shared-options';

/** Returns all options of a table's command, its own first. */
export function lookupOptions(table: TableDefinition): OptionSet {
  const own = Object.entries(table.attributes).flatMap(([name, attribute]) => {
    const { option, description = name, values } = attribute;
    if (!option) return [];
    const required = table.required?.includes(name) ? ' (required)' : '';
    const known = values ? `: ${values.map((value) => value.name).join(' ')}` : '';
    const spec = {
      flags: `--${option} <${option}>`,
      description: `${description}${known}${required}`,
      group: 'Lookup options:',
      schema: ({ text }: Checks) => text,
      ...(values && { suggestions: values.map((value) => value.name) }),
      list: true,
    } as const;
    return [[camelCase(option), spec] as const];
  });
  const ages = Object.entries(table.ages ?? {}).map(([name, { description }]) => {
    return [camelCase(name), { ...WINDOW_OPTIONS.since, flags: `--${name} <age>`, description }] as const;
  });
  const switches = Object.entries(table.switches ?? {}).map(
    ([name, description]) =>
      [camelCase(name), { flags: `--${name}`, description, group: 'Lookup options:', ...SWITCH }] as const,
  );
  return {
    ...Object.fromEntries([...own, ...ages, ...switches]),
    ...windowOptions(table),
    ...withAttributes({ ...LOOKUP_OPTIONS, ...OUTPUT_OPTIONS }, table),
    ...CONNECTION_OPTIONS,
    table: tableOption(table),
  };
}

/** Returns the options of the time window, which say what they apply to. None if the table has no time. */
function windowOptions(table: TableDefinition): OptionSet {
  const time = timeAttribute(table);
  if (time === undefined) return {};
  const items = `only items whose ${time} (${sortingTime(table) === undefined ? 'a filter' : 'a sort key'}) is`;
  const about = (option: OptionSpec) => ({
    ...option,
    description: option.description.replace(/^only items/, items),
  });
  return { since: about(WINDOW_OPTIONS.since), until: about(WINDOW_OPTIONS.until) };
}

function tableOption({ environment }: TableDefinition): OptionSpec {
  const { table } = CONNECTION_OPTIONS;
  if (environment?.table === undefined) return table;
  return { ...table, description: `${table.description} (or $${environment.table})` };
}

/** Adds the attributes of a table to the options that take names or conditions, for completion. */
export function withAttributes(options: OptionSet, table: TableDefinition): OptionSet {
  const attributes = knownAttributes(table);
  const names = Object.keys(attributes);
  const known = (key: string, { flags }: OptionSpec): Partial<OptionSpec> => {
    if (key === 'sort') return { suggestions: names };
    if (key === 'columns') return { suggestions: [ALL_COLUMNS, ...names] };
    return flags.includes('<condition>') ? { attributes } : {};
  };
  return Object.fromEntries(
    Object.entries(options).map(([key, option]) => [key, { ...option, ...known(key, option) }]),
  );
}

/** Returns the attributes of a table that exist in its items, with their known values. */
function knownAttributes({ attributes }: TableDefinition): KnownAttributes {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([, { virtual }]) => !virtual)
      .map(([name, { values = [] }]) => [name, values.map((value) => value.name)]),
  );
}
