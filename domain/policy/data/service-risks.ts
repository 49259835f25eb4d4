/** Services all of whose actions together amount to administering the account or its people. */
export const criticalServices = 'iam sts organizations sso sso-directory identitystore account'.split(' ');

/** Services all of whose actions together expose credentials, data, code or controls. */
export const highServices =
  'kms secretsmanager ssm lambda ec2 s3 cloudformation codebuild ecs eks glue sagemaker states rolesanywhere ram cloudtrail guardduty config securityhub logs rds dynamodb bedrock-agentcore cognito-identity cognito-idp events scheduler backup acm-pca ds route53'.split(
    ' ',
  );

/** What the names of changing actions begin with, in lower case. */
export const changingVerbs = 'create put update delete attach set modify add run start invoke'.split(' ');

/**
 * What the names of actions begin with that only read, in lower case. Some actions
 * that the Service Authorization Reference calls changing begin so too.
 */
export const readingVerbs =
  'get list describe batchget batchdescribe batchlist head query scan search view lookup check select simulate preview estimate read filter count'.split(
    ' ',
  );
