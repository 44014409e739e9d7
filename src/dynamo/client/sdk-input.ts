/** Converts a request to the SDK's form, in which binary values are bytes instead of Base64 text. Other members stay as they are. */
export function toSdkInput(input: object): object {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, VALUE_MEMBERS.has(name) ? mapValues(value) : value]),
  );
}

const VALUE_MEMBERS: ReadonlySet<string> = new Set([
  'Key',
  'ExclusiveStartKey',
  'ExpressionAttributeValues',
  'RequestItems',
]);

function mapValues(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mapValues);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [[type, content] = []] = entries;
  if (entries.length === 1 && type === 'B' && typeof content === 'string')
    return { B: Buffer.from(content, 'base64') };
  if (entries.length === 1 && type === 'BS' && Array.isArray(content))
    return { BS: content.map((text) => Buffer.from(text, 'base64')) };
  return Object.fromEntries(entries.map(([name, inner]) => [name, mapValues(inner)]));
}
