import * as zlib from 'node:zlib';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

interface HttpResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  body: AsyncIterable<Uint8Array> | Uint8Array;
}

/** The SDK's retries keep their count here. */
interface MetadataBearer {
  readonly $metadata: object;
}

/** Where the parsed body of an answer waits in the context of its command. */
const WIRE = 'ddbdbg.wire';

/**
 * Makes a client answer with DynamoDB's JSON as it came, instead of decoding it: numbers keep all their digits, and every
 * item is parsed once. An inner middleware takes the body before the SDK's deserializer sees it (which gets an empty
 * one), an outer one puts it in place of the output. Both stand inside the SDK's retries, so that a damaged body is
 * read again. Error responses are left to the SDK.
 */
export function keepWireJson(client: DynamoDBClient): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next(args);
      const response = result.response as HttpResponse;
      if (response.statusCode >= 300) return result;
      const body = await bytesOf(response.body);
      checkCrc32(body, response.headers['x-amz-crc32']);
      context[WIRE] = parse(body);
      response.body = EMPTY_OBJECT;
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'takeWireJson' },
  );
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next(args);
      const { $metadata } = result.output as MetadataBearer;
      return { ...result, output: Object.assign(context[WIRE] ?? result.output, { $metadata }) };
    },
    { step: 'deserialize', priority: 'high', name: 'giveWireJson' },
  );
}

const EMPTY_OBJECT = Buffer.from('{}');

async function bytesOf(body: HttpResponse['body']): Promise<Buffer> {
  if (body instanceof Uint8Array) return Buffer.from(body);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return chunks.length === 1 ? Buffer.from(chunks[0] as Uint8Array) : Buffer.concat(chunks);
}

/** DynamoDB sends the CRC-32 of each body. A wrong one is a damaged answer, and asked for again. */
function checkCrc32(body: Buffer, expected: string | undefined): void {
  // Node has crc32 from 20.15 and 22.2 on.
  if (expected === undefined || typeof zlib.crc32 !== 'function') return;
  if (zlib.crc32(body) !== Number(expected)) throw damaged('its checksum does not fit');
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw damaged('it is not JSON', cause);
  }
}

/** The form in which the SDK's retry strategy knows an error that trying again may mend. */
function damaged(why: string, cause?: unknown): Error {
  const error = new Error(`The answer was damaged on its way: ${why}`, { cause });
  return Object.assign(error, { name: 'DamagedResponse', $retryable: { throttling: false } });
}
