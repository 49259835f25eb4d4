/**
 * CDK behaviour that is on, for the services used here. It stands in code and not in `cdk.json`, which reaches the
 * app only through the CLI: the local stack synthesizes in process.
 */
export const featureFlags = {
  /** What CloudFormation would refuse fails the synthesis. */
  '@aws-cdk/core:validateAgainstDefaultRules': true,
  '@aws-cdk/core:annotationsInValidationReport': true,
  '@aws-cdk/core:checkSecretUsage': true,
  '@aws-cdk/core:enablePartitionLiterals': true,
  '@aws-cdk/aws-apigateway:disableCloudWatchRole': true,
  '@aws-cdk/aws-apigateway:logGroupDestinationArnWithoutWildcard': true,
  '@aws-cdk/aws-lambda:useCdkManagedLogGroup': true,
} as const;
