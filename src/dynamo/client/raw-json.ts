import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
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
      if (parsed === undefined) throw succeeded ? damaged('it is not JSON') : unexpectedResponse(response);
      if (succeeded) context[RAW_JSON] = validated(parsed, context.commandName);
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
function validated(answer: Answer, command: string | undefined): Answer {
  const wrong = wrongMember(answer);
  if (wrong !== undefined) throw notDynamoDb(`'${wrong}' in its response is malformed`);
  // DynamoDB reports an empty result with a count of 0. A response without any count does not mean that nothing was found.
  const isPage = command === 'QueryCommand' || command === 'ScanCommand';
  if (isPage && answer.Items === undefined && answer.Count === undefined)
    throw notDynamoDb('its response has neither items nor a count');
  return answer;
}

/** Whether a response is an error of DynamoDB, whose body has its name. The SDK assumes without checking that it is a string. */
function isError({ __type, message, Message }: Answer): boolean {
  const isTextOrAbsent = (data: unknown) => data === undefined || data === null || typeof data === 'string';
  return typeof __type === 'string' && isTextOrAbsent(message) && isTextOrAbsent(Message);
}

/** The error for a response of a proxy, where a retry may help (5xx), or of a web server. */
function unexpectedResponse({ statusCode, headers }: HttpResponse): Error {
  return notDynamoDb(
    `HTTP ${statusCode}, ${headers['content-type'] ?? 'no content type'}`,
    statusCode >= 500,
  );
}
