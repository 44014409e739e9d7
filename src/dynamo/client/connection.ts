/** How to reach DynamoDB. */
export interface Connection {
  readonly region?: string | undefined;
  /** The region to fall back on when neither option, environment nor profile names one. */
  readonly fallbackRegion?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly profile?: string | undefined;
  /** Fixed credentials; without them the AWS provider chain is asked. */
  readonly credentials?: Credentials | undefined;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}
