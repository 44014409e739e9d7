import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { crc32 } from './crc32';

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
 * read again. Errors are left to the SDK once they are known to be whole. `onAnswer` is called whenever something answered.
 */
export function keepWireJson(client: DynamoDBClient, onAnswer: () => void): void {
  // It walks through every value of an answer, for a logger that is not there: two thirds of the time of a long one.
  client.middlewareStack.remove('loggerMiddleware');
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next(args);
      onAnswer();
      const response = result.response as HttpResponse;
      const body = await bytesOf(response.body);
      checkCrc32(body, response.headers['x-amz-crc32']);
      const succeeded = response.statusCode >= 200 && response.statusCode < 300;
      const parsed = parse(body);
      if (parsed === undefined) throw succeeded ? damaged('it is not JSON') : foreign(response);
      if (succeeded) context[WIRE] = parsed;
      response.body = succeeded ? EMPTY_OBJECT : body;
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
  if (expected === undefined) return;
  if (crc32(body) !== Number(expected)) throw damaged('its checksum does not fit');
}

/** The object that a body is, or undefined: DynamoDB answers with nothing else, errors included. */
function parse(body: Buffer): object | undefined {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** The form in which the SDK's retry strategy knows an error that trying again may mend. */
function damaged(why: string): Error {
  const error = new Error(`The answer was damaged on its way: ${why}`);
  return Object.assign(error, { name: 'DamagedResponse', $retryable: { throttling: false } });
}

/** Something else than DynamoDB speaks: a proxy in between, which may get over it (5xx), or a web server. */
function foreign({ statusCode, headers }: HttpResponse): Error {
  const error = new Error(`HTTP ${statusCode}, ${headers['content-type'] ?? 'of no type'}`);
  const retry = statusCode >= 500 && { $retryable: { throttling: false } };
  return Object.assign(error, { name: 'ForeignResponse', ...retry });
}
