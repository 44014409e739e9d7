import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Bodies } from './bodies';
import { sliced } from './chunked-items';
import { crc32 } from './crc32';
import { foreign } from './not-dynamodb';
import { wrongMember } from './validate-response';

interface HttpResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  body: AsyncIterable<Uint8Array> | Uint8Array;
}

/** The parsed body of an answer. */
type Answer = Readonly<Record<string, unknown>>;

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
  const bodies = new Bodies();
  // It walks through every value of an answer, for a logger that is not there: two thirds of the time of a long one.
  client.middlewareStack.remove('loggerMiddleware');
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next(args);
      onAnswer();
      const response = result.response as HttpResponse;
      const body = await bodies.read(response.body, response.headers['content-length']);
      const { bytes } = body;
      const isChecked = checkCrc32(bytes, response.headers['x-amz-crc32']);
      const succeeded = response.statusCode >= 200 && response.statusCode < 300;
      const parsed = (isChecked && succeeded && sliced(body)) || parse(bytes);
      if (parsed === undefined) throw succeeded ? damaged('it is not JSON') : notDynamoDb(response);
      if (succeeded) context[WIRE] = checked(parsed, context.commandName);
      else if (!isError(parsed)) throw notDynamoDb(response);
      response.body = succeeded ? EMPTY_OBJECT : bytes;
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

/** DynamoDB sends the CRC-32 of each body. A wrong one is a damaged answer, and asked for again; false without one. */
function checkCrc32(body: Buffer, expected: string | undefined): boolean {
  if (expected === undefined) return false;
  if (crc32(body) !== Number(expected)) throw damaged('its checksum does not fit');
  return true;
}

/** The object that a body is, or undefined: DynamoDB answers with nothing else, errors included. */
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

/** The form in which the SDK's retry strategy knows an error that trying again may mend. */
function damaged(why: string): Error {
  const error = new Error(`The answer was damaged on its way: ${why}`);
  return Object.assign(error, { name: 'DamagedResponse', $retryable: { throttling: false } });
}

/** An answer whose form everything behind can rely on. */
function checked(answer: Answer, command: string | undefined): Answer {
  const wrong = wrongMember(answer);
  if (wrong !== undefined) throw foreign(`'${wrong}' of its answer is malformed`);
  // Nothing found is told by a count of none. What says nothing at all is no answer to take that from.
  const isPage = command === 'QueryCommand' || command === 'ScanCommand';
  if (isPage && answer.Items === undefined && answer.Count === undefined)
    throw foreign('its answer has neither items nor a count');
  return answer;
}

/** Errors of DynamoDB say their name in the body; the SDK takes it for granted that it is a text. */
function isError({ __type, message, Message }: Answer): boolean {
  const isTextOrNone = (data: unknown) => data === undefined || data === null || typeof data === 'string';
  return typeof __type === 'string' && isTextOrNone(message) && isTextOrNone(Message);
}

/** A proxy in between, which may get over it (5xx), or a web server. */
function notDynamoDb({ statusCode, headers }: HttpResponse): Error {
  return foreign(`HTTP ${statusCode}, ${headers['content-type'] ?? 'of no type'}`, statusCode >= 500);
}
