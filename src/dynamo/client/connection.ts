/** How to reach DynamoDB. */
export interface Connection {
  readonly region?: string | undefined;
  /** The region to use when no option, environment variable or profile sets one. */
  readonly fallbackRegion?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly profile?: string | undefined;
  /** The profile that the SDK uses by default when `profile` is absent. Used only in messages. */
  readonly defaultProfile?: string | undefined;
  /** Fixed credentials. Without them, the AWS provider chain is used. */
  readonly credentials?: Credentials | undefined;
  /** How many times a request is sent at most, including retries. */
  readonly maxAttempts?: number | undefined;
  /** Allows plain HTTP to a host other than this machine. */
  readonly insecure?: boolean | undefined;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}
