// The usage shown in the documentation of the SDK's document client: paginates and prints each item as JSON.
// node document-client.mjs <endpoint> <input as JSON>
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateQuery, QueryCommand } from '@aws-sdk/lib-dynamodb';

const [endpoint, text] = process.argv.slice(2);
const input = JSON.parse(text);
const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region: 'us-east-1' }));
const pages = input.Limit ? [await client.send(new QueryCommand(input))] : paginateQuery({ client }, input);
for await (const { Items } of pages) for (const item of Items) console.log(JSON.stringify(item));
