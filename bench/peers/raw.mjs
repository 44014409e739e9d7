// The minimum to read DynamoDB: no SDK, no valid signature, no retries. Prints the items as received, one per line.
// node raw.mjs <endpoint> <Query|Scan> <input as JSON>
import { Agent, request } from 'node:http';

const [endpoint, operation, input] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });

function send(body) {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20260101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=bench/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    };
    const sent = request(endpoint, { agent, method: 'POST', headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
    });
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}

function print(text) {
  return new Promise((resolve) => {
    process.stdout.write(text, resolve);
  });
}

const body = JSON.parse(input);
do {
  const { Items, LastEvaluatedKey } = await send(body);
  await print(Items.map((item) => `${JSON.stringify(item)}\n`).join(''));
  body.ExclusiveStartKey = body.Limit ? undefined : LastEvaluatedKey;
} while (body.ExclusiveStartKey);
agent.destroy();
