/** Something else than DynamoDB speaks, or something that only half is it. `retry` where it may get over that. */
export function foreign(why: string, retry = false): Error {
  const error = new Error(why);
  return Object.assign(error, {
    name: 'ForeignResponse',
    ...(retry && { $retryable: { throttling: false } }),
  });
}
