import type { Origin } from '../../origin';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting and where it comes from. */
export interface Setting {
  readonly value: string;
  readonly origin: Origin;
}

/** What is asked for: how to reach DynamoDB, before the environment and the AWS configuration fill the gaps. */
export interface Connection {
  /** Where to find the settings and files of AWS tools. Without it, as for an engine on this machine, none are used. */
  readonly env?: Environment;
  readonly region?: string | undefined;
  /** The region to use when neither `region` nor the environment sets one. */
  readonly defaultRegion?: string | undefined;
  /** The region to use when the profile sets none either. */
  readonly fallbackRegion?: string | undefined;
  readonly endpoint?: Setting | undefined;
  /** The endpoint to use when neither `endpoint` nor the environment sets one. */
  readonly defaultEndpoint?: Setting | undefined;
  /** The profile asked for. Without one, the environment may name it. */
  readonly profile?: string | undefined;
  /** Fixed credentials. Without them, they are looked for where AWS tools look. */
  readonly credentials?: Credentials | undefined;
  /** How many times a request is sent at most, including retries. */
  readonly maxAttempts?: number | undefined;
  /** Allows plain HTTP to a host other than this machine. */
  readonly insecure?: boolean | undefined;
  /** Asks the user for the code of an MFA device. Undefined, as its result, means that there is nobody to ask. Rejects when the user gives up. */
  readonly askMfaCode?: ((device: string) => Promise<string | undefined>) | undefined;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** What the SDK passes to a credential provider, such as its client's configuration. */
export type ProviderOptions = Record<string, unknown>;

export type CredentialProvider = (options?: ProviderOptions) => Promise<Credentials>;
