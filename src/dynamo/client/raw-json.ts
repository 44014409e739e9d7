import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Output } from '../transport';
import { Bodies } from './bodies';
import { parseInChunks } from './chunked-items';
import { crc32 } from './crc32';
import { notDynamoDb } from './not-dynamodb';
import { wrongMember } from './validate-response';

interface HttpResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  body: AsyncIterable<Uint8Array> | Uint8Array;
}

/** The parsed body of a response. */
type Answer = Readonly<Record<string, unknown>>;

/** The SDK counts its retries in `$metadata`. */
interface MetadataBearer {
  readonly $metadata: object;
}

/** The member of a command's context that holds the parsed body of the response. */
const RAW_JSON = 'ddbdbg.rawJson';

/**
 * Makes a client return DynamoDB's own JSON instead of decoding it, so that numbers keep all their digits and every item is
 * parsed once. An inner middleware takes the body before the SDK's deserializer (which gets an empty one), and an outer one
 * replaces the output. Both are inside the SDK's retries, so that a damaged body is requested again. The SDK still handles
 * errors, once their body is known to be complete. `onAnswer` is called for every response.
 */
export function keepRawJson(client: DynamoDBClient, onAnswer: () => void): void {
  const bodies = new Bodies();
  // It visits every value of a response although there is no logger, which takes two thirds of the time of a long one.
  client.middlewareStack.remove('loggerMiddleware');
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next(args);
      onAnswer();
      const response = result.response as HttpResponse;
      const body = await bodies.read(response.body, response.headers['content-length']);
      const { bytes } = body;
      const isVerified = checkCrc32(bytes, response.headers['x-amz-crc32']);
      const succeeded = response.statusCode >= 200 && response.statusCode < 300;
      const parsed = (isVerified && succeeded && parseInChunks(body)) || parse(bytes);
      if (parsed === undefined) throw foreign(bytes, response) ?? damaged('it is not JSON');
      if (succeeded) context[RAW_JSON] = validated(parsed, context.commandName, args.input);
      else if (!isError(parsed)) throw unexpectedResponse(response);
      response.body = succeeded ? EMPTY_OBJECT : bytes;
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'takeRawJson' },
  );
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next(args);
      const { $metadata } = result.output as MetadataBearer;
      return { ...result, output: Object.assign(context[RAW_JSON] ?? result.output, { $metadata }) };
    },
    { step: 'deserialize', priority: 'high', name: 'returnRawJson' },
  );
}

const EMPTY_OBJECT = Buffer.from('{}');

/** Whether the body has a checksum (DynamoDB sends the CRC-32 of each). Throws a retryable error when it does not match. */
function checkCrc32(body: Buffer, expected: string | undefined): boolean {
  if (expected === undefined) return false;
  if (crc32(body) !== Number(expected)) throw damaged('its checksum does not match');
  return true;
}

/** Returns the JSON object in a body, or undefined if it is anything else. DynamoDB sends objects only, for errors too. */
function parse(body: Buffer): Answer | undefined {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Answer)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Returns an error in the form that the SDK's retry strategy takes as worth a retry. */
function damaged(why: string): Error {
  const error = new Error(`The response was damaged in transit: ${why}`);
  return Object.assign(error, { name: 'DamagedResponse', $retryable: { throttling: false } });
}

/** Returns the response if it has the expected form, on which everything after this relies; otherwise throws. */
function validated(answer: Answer, command: string | undefined, input: object): Answer {
  const wrong = wrongMember(answer);
  if (wrong !== undefined) throw notDynamoDb(`'${wrong}' in its response is malformed`);
  if (command !== 'QueryCommand' && command !== 'ScanCommand') return answer;
  const { Items, Count, chunks } = answer as Output;
  // DynamoDB reports an empty result with a count of 0. A response without any count does not mean that nothing was found.
  if (Items === undefined && chunks === undefined && Count === undefined)
    throw notDynamoDb('its response has neither items nor a count');
  const isCounted = (input as { Select?: unknown }).Select === 'COUNT';
  if (!isCounted && !chunks && Count !== undefined && (Items?.length ?? 0) !== Count)
    throw damaged(`it counts ${Count} items but contains ${Items?.length ?? 'none'}`);
  return answer;
}

/** Whether a response is an error of DynamoDB, whose body has its name. The SDK assumes without checking that it is a string. */
function isError({ __type, message, Message }: Answer): boolean {
  const isTextOrAbsent = (data: unknown) => data === undefined || data === null || typeof data === 'string';
  return typeof __type === 'string' && isTextOrAbsent(message) && isTextOrAbsent(Message);
}

/** The first bytes of a gzip file. */
const GZIP = Buffer.from([0x1f, 0x8b]);

/**
 * Returns the error for a body that is not JSON, if it is clear what it is: an error of a proxy or a web server, a web page, as that of a network
 * where one has to sign in first, or compressed, which DynamoDB does only when asked to.
 */
function foreign(body: Buffer, response: HttpResponse): Error | undefined {
  const { statusCode, headers } = response;
  if (statusCode < 200 || statusCode >= 300) return unexpectedResponse(response);
  if (body.subarray(0, 2).equals(GZIP) || headers['content-encoding'])
    return notDynamoDb(`its response is compressed: ${headers['content-encoding'] ?? 'gzip'}`);
  const start = body.subarray(0, 512).toString('latin1').trimStart();
  return /^(?:\xef\xbb\xbf)?<(?:!doctype|html|head|body|\?xml|!--)/i.test(start)
    ? notDynamoDb('it answers with a web page; the network may ask you to sign in first')
    : undefined;
}

/** The error for a response of a proxy, where a retry may help (5xx, 429), or of a web server. */
function unexpectedResponse({ statusCode, headers }: HttpResponse): Error {
  const { location } = headers;
  const type = headers['content-type'] ?? 'no content type';
  if (statusCode === 429) {
    const error = new Error(`HTTP 429, ${type}`);
    return Object.assign(error, { name: 'ThrottlingException', $retryable: { throttling: true } });
  }
  const target =
    location !== undefined && URL.canParse(location) ? `redirect to ${new URL(location).origin}` : type;
  return notDynamoDb(`HTTP ${statusCode}, ${target}`, statusCode >= 500);
}
