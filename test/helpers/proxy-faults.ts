import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** A response of the engine that is about to be forwarded. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Handles a response other than by forwarding it. */
export type Fault = (answer: Answer, response: ServerResponse) => Promise<void> | void;

const PREFIX = 'com.amazonaws.dynamodb.v20120810#';

/** An error of DynamoDB, in its own form. */
function failing(status: number, type: string, message: string, headers: Record<string, string> = {}): Fault {
  return (_, response) => {
    const body = JSON.stringify({ __type: PREFIX + type, message });
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', ...headers }).end(body);
  };
}

/** Resets the connection, as when a machine in between fails. */
function reset(response: ServerResponse): void {
  (response.socket as { resetAndDestroy?(): void } | null)?.resetAndDestroy?.();
}

/** Sends part of the body with the headers of the whole, and waits until it has probably arrived. */
async function sendPart({ status, headers, body }: Answer, response: ServerResponse, bytes: number) {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.write(body.subarray(0, bytes));
  await sleep(20);
}

/** Sends a changed body with the checksum of the original. */
function altered(change: (body: Buffer) => Buffer): Fault {
  return ({ status, headers, body }, response) => {
    const wrong = change(body);
    response.writeHead(status, { ...headers, 'content-length': wrong.length }).end(wrong);
  };
}

/** Changes a digit or letter in the middle, so that the JSON stays valid. */
function withWrongCharacter(body: Buffer): Buffer {
  const text = body.toString('latin1');
  const at = text.slice(text.length / 2).search(/[b-y1-8]/) + Math.floor(text.length / 2);
  const wrong = Buffer.from(body);
  wrong[at] = (wrong[at] ?? 0) + 1;
  return wrong;
}

const ARN = 'arn:aws:dynamodb:us-east-1:123456789012:table/secret-table';

/** Everything that can go wrong with one response. */
export const FAULTS = {
  ProvisionedThroughputExceededException: failing(
    400,
    'ProvisionedThroughputExceededException',
    'The level of configured provisioned throughput for the table was exceeded.',
  ),
  ThrottlingException: failing(
    400,
    'ThrottlingException',
    'Rate of requests exceeds the allowed throughput.',
  ),
  RequestLimitExceeded: failing(
    400,
    'RequestLimitExceeded',
    'Throughput exceeds the current throughput limit.',
  ),
  'error 500': failing(500, 'InternalServerError', 'The request processing has failed.'),
  'error 503': (_, response) =>
    void response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>Service Unavailable</h1>'),
  'reset before the answer': (_, response) => reset(response),
  'reset inside the body': async (answer, response) => {
    await sendPart(answer, response, Math.floor(answer.body.length / 2));
    reset(response);
  },
  'reset after the body': async (answer, response) => {
    await sendPart(answer, response, answer.body.length);
    reset(response);
  },
  'stall before the answer': () => {},
  'stall inside the body': (answer, response) =>
    sendPart(answer, response, Math.floor(answer.body.length / 2)),
  'truncated body': altered((body) => body.subarray(0, Math.floor(body.length / 2))),
  'corrupted body': altered(withWrongCharacter),
  'expired token': failing(
    400,
    'ExpiredTokenException',
    'The security token included in the request is expired',
  ),
  'invalid token': failing(
    400,
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
  ),
  'access denied': failing(
    400,
    'AccessDeniedException',
    `User: arn:aws:iam::123456789012:user/eve is not authorized to perform: dynamodb:Query on resource: ${ARN}`,
  ),
  'missing table': failing(400, 'ResourceNotFoundException', 'Requested resource not found'),
  'missing index': failing(400, 'ValidationException', 'The table does not have the specified index: GSI1'),
  'clock skew': failing(
    400,
    'InvalidSignatureException',
    'Signature expired: 20200101T000000Z is now earlier',
    {
      date: 'Wed, 01 Jan 2020 00:00:00 GMT',
    },
  ),
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;

/** Faults that a retry fixes quickly. */
export const PASSING: readonly FaultName[] = [
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'error 500',
  'error 503',
  'reset before the answer',
  'reset inside the body',
  'reset after the body',
  'truncated body',
  'corrupted body',
];
