/** How to reach DynamoDB. */
export interface Connection {
  readonly region?: string | undefined;
  /** The region to fall back on when neither option, environment nor profile names one. */
  readonly fallbackRegion?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly profile?: string | undefined;
  /** The profile that the SDK takes of itself when `profile` is absent; only messages name it. */
  readonly usualProfile?: string | undefined;
  /** Fixed credentials; without them the AWS provider chain is asked. */
  readonly credentials?: Credentials | undefined;
  /** How often one request is sent at most. */
  readonly maxAttempts?: number | undefined;
  /** Permits plain http to a host that is not this machine. */
  readonly insecure?: boolean | undefined;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}
