import * as z from 'zod/mini';
import { REGION_NAME, STAGE_NAME } from '../../dynamo/model/definition';
import { checked, positiveNumber, text } from '../checked';

/** The endpoint of the engine that `ddbdbg local start` runs. */
export const LOCAL_ENDPOINT = 'http://127.0.0.1:8042';

/** The members of {@link Target}, each with the schema of its value. */
export const TARGET = {
  /** AWS profile. */
  profile: z.optional(text),
  region: z.optional(z.string().check(z.regex(REGION_NAME, 'is not a valid AWS region name'))),
  /** An endpoint to use instead of that of AWS. */
  endpoint: z.optional(text),
  /** The region and the endpoint to use when nothing else sets them. */
  defaultRegion: z.optional(text),
  defaultEndpoint: z.optional(text),
  /** Use the engine that runs on this machine. */
  local: z._default(z.boolean(), false),
  /** Use an engine inside this process, with sample data. */
  demo: z._default(z.boolean(), false),
  /** Permits plain HTTP to a host that is not this machine. */
  insecure: z._default(z.boolean(), false),
  /** Fills `{stage}` in table names. */
  stage: z.optional(
    z
      .string()
      .check(
        z.regex(STAGE_NAME, 'is not a valid stage name: use letters, digits, dots, dashes and underscores'),
      ),
  ),
  /** Maximum read capacity units per second. */
  maxRcu: z.optional(positiveNumber('read capacity units')),
};

const Target = z.strictObject(TARGET);

/** Which DynamoDB to connect to, with which credentials, and at which maximum read rate. */
export type Target = z.output<typeof Target>;

export type TargetInput = z.input<typeof Target>;

/** Checks a target. Throws a usage error about the first member that is invalid. */
export function checkTarget(input: TargetInput): Target {
  return checked(Target, input);
}
