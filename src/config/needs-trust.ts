import { DEFAULT_SCAN_LIMIT_MB } from '../dynamo/model/definition';
import type { ConfigData } from './schema';

/** A part of a configuration file that takes effect only if the user trusts the file. */
export type TrustedPart =
  /** Uses the credentials of a profile. */
  | { readonly kind: 'profile'; readonly context: string | undefined; readonly value: string }
  /** Sends signed requests to another host. */
  | { readonly kind: 'endpoint'; readonly context: string | undefined; readonly value: string }
  /** Shows an attribute that is hidden otherwise. */
  | { readonly kind: 'open-secret'; readonly command: string; readonly attribute: string }
  /** Permits larger, more expensive scans. */
  | { readonly kind: 'scan-limit'; readonly context: string | undefined; readonly value: number };

/** Returns the parts of a configuration that need trust. All others only say which tables there are, and how to ask and show them. */
export function partsThatNeedTrust(data: ConfigData): readonly TrustedPart[] {
  const settings = [
    { context: undefined, ...data.defaults },
    ...Object.entries(data.contexts ?? {}).map(([context, values]) => ({ context, ...values })),
  ];
  const chosen = settings.flatMap(({ context, profile, scanLimitMb, ...rest }): readonly TrustedPart[] => [
    ...(profile === undefined ? [] : [{ kind: 'profile' as const, context, value: profile }]),
    ...('endpoint' in rest && rest.endpoint !== undefined
      ? [{ kind: 'endpoint' as const, context, value: rest.endpoint }]
      : []),
    ...(raisesLimit(scanLimitMb) ? [{ kind: 'scan-limit' as const, context, value: scanLimitMb }] : []),
  ]);
  const shown = attributesOf(data).flatMap(([command, attributes]) =>
    Object.keys(attributes)
      .filter((name) => isOpen(attributes[name]))
      .map((attribute) => ({ kind: 'open-secret' as const, command, attribute })),
  );
  return [...chosen, ...shown];
}

/**
 * Returns a configuration without the parts that need trust and can be left out: attributes keep their secrets, and scans their limit.
 * Profiles and endpoints remain, because without them a question would go elsewhere: it must be refused.
 */
export function withoutTrust(data: ConfigData): ConfigData {
  const limited = <T extends { scanLimitMb?: number | undefined }>(values: T): T =>
    raisesLimit(values.scanLimitMb) ? { ...values, scanLimitMb: undefined } : values;
  return {
    ...data,
    ...(data.defaults && { defaults: limited(data.defaults) }),
    ...(data.contexts && { contexts: mapValues(data.contexts, limited) }),
    ...(data.tables && { tables: mapValues(data.tables, closed) }),
    ...(data.systems && {
      systems: mapValues(data.systems, (system) => ({ ...system, tables: mapValues(system.tables, closed) })),
    }),
    ...(data.overrides && { overrides: mapValues(data.overrides, closed) }),
  };
}

function raisesLimit(limit: number | undefined): limit is number {
  return limit !== undefined && limit > DEFAULT_SCAN_LIMIT_MB;
}

function isOpen(attribute: unknown): boolean {
  return typeof attribute === 'object' && (attribute as { secret?: boolean }).secret === false;
}

/** Returns the attributes of all tables, with the commands of the tables. */
function attributesOf({ tables = {}, systems = {}, overrides = {} }: ConfigData) {
  return [
    ...Object.entries(tables),
    ...Object.entries(systems).flatMap(([system, { tables: inside }]) =>
      Object.entries(inside).map(([name, table]) => [`${system} ${name}`, table] as const),
    ),
    ...Object.entries(overrides),
  ].map(([command, { attributes = {} }]): [string, Readonly<Record<string, unknown>>] => [
    command,
    attributes,
  ]);
}

function closed<T extends { attributes?: Record<string, unknown> | undefined }>(table: T): T {
  if (!table.attributes) return table;
  const attributes = mapValues(table.attributes, (attribute) =>
    isOpen(attribute) ? { ...(attribute as object), secret: undefined } : attribute,
  );
  return { ...table, attributes };
}

function mapValues<T>(record: Record<string, T>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
