import type { SeedPolicy } from './policies.ts';

/**
 * Some of AWS's own policies, so that boundaries and profiles can name them: path and name, and the gist of what they
 * allow (the originals of the broad ones run to many pages).
 */
const gists: Readonly<Record<string, readonly string[]>> = {
  AdministratorAccess: ['*'],
  ReadOnlyAccess: ['*:Get*', '*:List*', '*:Describe*'],
  SecurityAudit: ['*:List*', '*:Describe*', 'iam:Get*', 'iam:GenerateCredentialReport', 's3:GetBucket*'],
  'job-function/ViewOnlyAccess': ['*:List*', '*:Describe*'],
  IAMFullAccess: ['iam:*', 'organizations:DescribeAccount', 'organizations:ListPolicies'],
  IAMReadOnlyAccess: ['iam:Get*', 'iam:List*', 'iam:GenerateCredentialReport', 'iam:SimulateCustomPolicy'],
  AmazonS3FullAccess: ['s3:*', 's3-object-lambda:*'],
  AmazonS3ReadOnlyAccess: ['s3:Get*', 's3:List*', 's3:Describe*'],
  AmazonEC2FullAccess: ['ec2:*', 'elasticloadbalancing:*', 'cloudwatch:*', 'autoscaling:*'],
  AmazonEC2ReadOnlyAccess: ['ec2:Describe*', 'elasticloadbalancing:Describe*', 'cloudwatch:Describe*'],
  AmazonDynamoDBReadOnlyAccess: ['dynamodb:BatchGetItem', 'dynamodb:Get*', 'dynamodb:Query', 'dynamodb:Scan'],
  AmazonSSMReadOnlyAccess: ['ssm:Describe*', 'ssm:Get*', 'ssm:List*'],
  CloudWatchReadOnlyAccess: ['cloudwatch:Describe*', 'cloudwatch:Get*', 'cloudwatch:List*', 'logs:Get*'],
  CloudWatchLogsReadOnlyAccess: ['logs:Describe*', 'logs:Get*', 'logs:List*', 'logs:FilterLogEvents'],
  'service-role/AWSLambdaBasicExecutionRole': [
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ],
};

const powerUser: SeedPolicy = {
  arn: 'arn:aws:iam::aws:policy/PowerUserAccess',
  document: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
      {
        Effect: 'Allow',
        Action: ['iam:CreateServiceLinkedRole', 'iam:ListRoles', 'organizations:DescribeOrganization'],
        Resource: '*',
      },
    ],
  },
};

export const awsManagedPolicies: readonly SeedPolicy[] = [
  powerUser,
  ...Object.entries(gists).map(([name, Action]) => ({
    arn: `arn:aws:iam::aws:policy/${name}`,
    document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] },
  })),
];
