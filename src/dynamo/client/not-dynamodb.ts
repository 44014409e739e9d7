/** Returns an error for a response that DynamoDB would not send. `retry` when the next one may be different. */
export function notDynamoDb(why: string, retry = false): Error {
  const error = new Error(why);
  return Object.assign(error, {
    name: 'NotDynamoDbError',
    ...(retry && { $retryable: { throttling: false } }),
  });
}
