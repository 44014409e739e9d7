/** Whether external data has the expected form. */
type Check = (data: unknown) => boolean;

/** Values nested deeper than this are rejected. DynamoDB stores 32 levels, and functions that visit a value are recursive. */
const MAX_LEVELS = 500;

/** Read capacity units. A real page costs a few hundred at most. */
const MAX_UNITS = 1_000_000;

/** The latest time that a Date can hold, in epoch seconds. */
const LAST_SECOND = 8.64e12;

const isText: Check = (data) => typeof data === 'string';
const isCount: Check = (data) => Number.isSafeInteger(data) && (data as number) >= 0;
const isUnits: Check = (data) => typeof data === 'number' && data >= 0 && data <= MAX_UNITS;
const isFlag: Check = (data) => typeof data === 'boolean';
const isSeconds: Check = (data) => typeof data === 'number' && Math.abs(data) <= LAST_SECOND;
const isItem: Check = (data) => isMap(data, MAX_LEVELS);

const listOf =
  (check: Check): Check =>
  (data) =>
    Array.isArray(data) && data.every(check);

const recordOf =
  (check: Check): Check =>
  (data) =>
    isRecord(data) && Object.values(data).every(check);

/** Checks the members that are present. A null counts as absent. */
const withMembers =
  (checks: Readonly<Record<string, Check>>): Check =>
  (data) =>
    isRecord(data) && wrongMember(data, checks) === undefined;

/** Checks required and optional members. */
const withAllOf = (
  needed: Readonly<Record<string, Check>>,
  others: Readonly<Record<string, Check>> = {},
): Check => {
  const check = withMembers({ ...needed, ...others });
  return (data) => check(data) && Object.keys(needed).every((name) => Object.hasOwn(data as object, name));
};

const isKeySchema = listOf(withAllOf({ AttributeName: isText, KeyType: isText }));
const isIndex = withAllOf(
  {
    IndexName: isText,
    KeySchema: isKeySchema,
    Projection: withMembers({ ProjectionType: isText, NonKeyAttributes: listOf(isText) }),
  },
  { IndexStatus: isText, IndexSizeBytes: isCount, ItemCount: isCount },
);
const isTable = withAllOf(
  {
    KeySchema: isKeySchema,
    AttributeDefinitions: listOf(withAllOf({ AttributeName: isText, AttributeType: isText })),
  },
  {
    TableName: isText,
    TableArn: isText,
    TableStatus: isText,
    CreationDateTime: isSeconds,
    TableSizeBytes: isCount,
    ItemCount: isCount,
    GlobalSecondaryIndexes: listOf(isIndex),
    LocalSecondaryIndexes: listOf(isIndex),
    BillingModeSummary: withMembers({ BillingMode: isText }),
    ProvisionedThroughput: withMembers({ ReadCapacityUnits: isCount, WriteCapacityUnits: isCount }),
    StreamSpecification: withMembers({ StreamEnabled: isFlag, StreamViewType: isText }),
    DeletionProtectionEnabled: isFlag,
  },
);
const isConsumed = withMembers({ CapacityUnits: isUnits });

const MEMBERS: Readonly<Record<string, Check>> = {
  Items: listOf(isItem),
  Item: isItem,
  Count: isCount,
  ScannedCount: isCount,
  LastEvaluatedKey: isKey,
  ConsumedCapacity: (data) => isConsumed(data) || listOf(isConsumed)(data),
  Responses: recordOf(listOf(isItem)),
  UnprocessedKeys: recordOf(withMembers({ Keys: listOf(isKey) })),
  TableNames: listOf(isText),
  LastEvaluatedTableName: isText,
  Table: isTable,
};

/** Returns the first member of a response that does not have the form DynamoDB gives it, or undefined when all are valid. */
export function wrongMember(
  answer: Readonly<Record<string, unknown>>,
  checks: Readonly<Record<string, Check>> = MEMBERS,
): string | undefined {
  return Object.keys(checks).find((name) => {
    const data = Object.hasOwn(answer, name) ? answer[name] : undefined;
    return data !== undefined && data !== null && !checks[name]?.(data);
  });
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function isKey(data: unknown): boolean {
  if (!isRecord(data)) return false;
  const values = Object.values(data);
  return values.length > 0 && values.every((value) => isValue(value, 0));
}

function isMap(data: unknown, levels: number): boolean {
  if (!isRecord(data)) return false;
  for (const name in data) if (!isValue(data[name], levels)) return false;
  return true;
}

/** Runs for every value of every page, so it is written for speed: it takes a tenth of the time of parsing. */
function isValue(data: unknown, levels: number): boolean {
  if (typeof data !== 'object' || data === null) return false;
  let members = 0;
  for (const type in data) {
    if (++members > 1 || !isContent(type, (data as Record<string, unknown>)[type], levels)) return false;
  }
  return members === 1;
}

function isContent(type: string, content: unknown, levels: number): boolean {
  switch (type) {
    case 'S':
    case 'N':
    case 'B':
      return typeof content === 'string';
    case 'BOOL':
      return typeof content === 'boolean';
    case 'NULL':
      return content === true;
    case 'M':
      return levels > 0 && isMap(content, levels - 1);
    case 'L':
      return levels > 0 && Array.isArray(content) && content.every((element) => isValue(element, levels - 1));
    case 'SS':
    case 'NS':
    case 'BS':
      return Array.isArray(content) && content.every(isText);
    default:
      return false;
  }
}
