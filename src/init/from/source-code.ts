import { usageError } from '../../errors';

/** Imports of the AWS CDK in the languages that it supports. */
const CDK =
  /(?:from|require\(|import)\s*\(?["'](?:aws-cdk-lib|@aws-cdk\/|sst\/constructs|@serverless-stack\/)|^\s*(?:from|import)\s+aws_cdk\b|software\.amazon\.awscdk|\busing\s+Amazon\.CDK|aws-cdk-go\/awscdk/m;

/** Throws a usage error for source code of the AWS CDK, which would have to be executed to know its tables. */
export function refuseSourceCode(text: string, file: string): void {
  if (!CDK.test(text)) return;
  throw usageError(
    `${file} is source code of the AWS CDK, which is not executed here.`,
    'Run `cdk synth` and use the template that it writes: cdk.out/<stack>.template.json.',
  );
}
