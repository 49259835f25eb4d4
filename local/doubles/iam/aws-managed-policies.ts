import type { SeedPolicy } from './policies.ts';

/**
 * Some of AWS's own policies, so that roles, boundaries and profiles can name them: path and name, and what they allow. The
 * short ones are as AWS has them; of the broad ones, whose originals run to many pages, it is the gist.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  AdministratorAccess: ['*'],
  ReadOnlyAccess: ['*:Get*', '*:List*', '*:Describe*'],
  SecurityAudit: ['*:List*', '*:Describe*', 'iam:Get*', 'iam:GenerateCredentialReport', 's3:GetBucket*'],
  'job-function/ViewOnlyAccess': ['*:List*', '*:Describe*'],
  IAMFullAccess: ['iam:*', 'organizations:DescribeAccount', 'organizations:ListPolicies'],
  IAMReadOnlyAccess: ['iam:Get*', 'iam:List*', 'iam:GenerateCredentialReport', 'iam:SimulateCustomPolicy'],
  AmazonS3FullAccess: ['s3:*', 's3-object-lambda:*'],
  AmazonS3ReadOnlyAccess: [
    ...['s3:Get*', 's3:List*', 's3:Describe*'],
    ...['s3-object-lambda:Get*', 's3-object-lambda:List*'],
  ],
  AmazonEC2ReadOnlyAccess: ['ec2:Describe*', 'elasticloadbalancing:Describe*', 'cloudwatch:Describe*'],
  AmazonEC2ContainerRegistryReadOnly: [
    ...['ecr:GetAuthorizationToken', 'ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer'],
    ...['ecr:GetRepositoryPolicy', 'ecr:DescribeRepositories', 'ecr:ListImages', 'ecr:DescribeImages'],
    ...['ecr:BatchGetImage', 'ecr:GetLifecyclePolicy', 'ecr:GetLifecyclePolicyPreview'],
    ...['ecr:ListTagsForResource', 'ecr:DescribeImageScanFindings'],
  ],
  AmazonEC2ContainerRegistryPullOnly: [
    ...['ecr:GetAuthorizationToken', 'ecr:BatchGetImage'],
    ...['ecr:GetDownloadUrlForLayer', 'ecr:BatchImportUpstreamImage'],
  ],
  AmazonDynamoDBReadOnlyAccess: ['dynamodb:BatchGetItem', 'dynamodb:Get*', 'dynamodb:Query', 'dynamodb:Scan'],
  AmazonSSMReadOnlyAccess: ['ssm:Describe*', 'ssm:Get*', 'ssm:List*'],
  AmazonSSMManagedInstanceCore: [
    ...['ssm:DescribeAssociation', 'ssm:GetDeployablePatchSnapshotForInstance', 'ssm:GetDocument'],
    ...['ssm:DescribeDocument', 'ssm:GetManifest', 'ssm:GetParameter', 'ssm:GetParameters'],
    ...['ssm:ListAssociations', 'ssm:ListInstanceAssociations', 'ssm:PutInventory', 'ssm:PutComplianceItems'],
    ...['ssm:PutConfigurePackageResult', 'ssm:UpdateAssociationStatus'],
    ...['ssm:UpdateInstanceAssociationStatus', 'ssm:UpdateInstanceInformation'],
    ...['ssmmessages:CreateControlChannel', 'ssmmessages:CreateDataChannel'],
    ...['ssmmessages:OpenControlChannel', 'ssmmessages:OpenDataChannel'],
    ...['ec2messages:AcknowledgeMessage', 'ec2messages:DeleteMessage', 'ec2messages:FailMessage'],
    ...['ec2messages:GetEndpoint', 'ec2messages:GetMessages', 'ec2messages:SendReply'],
  ],
  CloudWatchReadOnlyAccess: ['cloudwatch:Describe*', 'cloudwatch:Get*', 'cloudwatch:List*', 'logs:Get*'],
  CloudWatchLogsReadOnlyAccess: ['logs:Describe*', 'logs:Get*', 'logs:List*', 'logs:FilterLogEvents'],
  'service-role/AmazonECSTaskExecutionRolePolicy': [
    ...['ecr:GetAuthorizationToken', 'ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer'],
    ...['ecr:BatchGetImage', 'logs:CreateLogStream', 'logs:PutLogEvents'],
  ],
  'service-role/AWSLambdaBasicExecutionRole': [
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ],
  'service-role/AWSLambdaDynamoDBExecutionRole': [
    ...['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
    ...['dynamodb:ListStreams', 'logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
  ],
  'service-role/AWSLambdaVPCAccessExecutionRole': [
    ...['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'ec2:CreateNetworkInterface'],
    ...['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets', 'ec2:DeleteNetworkInterface'],
    ...['ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses'],
  ],
};

/** Those that are not one statement of allowed actions. */
const others: Readonly<Record<string, readonly object[]>> = {
  AWSDenyAll: [{ Sid: 'DenyAll', Effect: 'Deny', Action: ['*'], Resource: '*' }],
  PowerUserAccess: [
    { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
    {
      Effect: 'Allow',
      Action: ['iam:CreateServiceLinkedRole', 'iam:ListRoles', 'organizations:DescribeOrganization'],
      Resource: '*',
    },
  ],
  AmazonEC2FullAccess: [
    ...['ec2:*', 'elasticloadbalancing:*', 'cloudwatch:*', 'autoscaling:*'].map((Action) => ({
      Effect: 'Allow',
      Action,
      Resource: '*',
    })),
    {
      Effect: 'Allow',
      Action: 'iam:CreateServiceLinkedRole',
      Resource: '*',
      Condition: {
        StringEquals: {
          'iam:AWSServiceName': [
            ...['autoscaling.amazonaws.com', 'ec2scheduled.amazonaws.com', 'spot.amazonaws.com'],
            ...['elasticloadbalancing.amazonaws.com', 'spotfleet.amazonaws.com'],
            'transitgateway.amazonaws.com',
          ],
        },
      },
    },
  ],
  CloudWatchAgentServerPolicy: [
    {
      Sid: 'CWACloudWatchServerPermissions',
      Effect: 'Allow',
      Action: [
        ...['cloudwatch:PutMetricData', 'ec2:DescribeVolumes', 'ec2:DescribeTags', 'logs:PutLogEvents'],
        ...['logs:PutRetentionPolicy', 'logs:DescribeLogStreams', 'logs:DescribeLogGroups'],
        ...['logs:CreateLogStream', 'logs:CreateLogGroup', 'xray:PutTraceSegments'],
        ...['xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets'],
        'xray:GetSamplingStatisticSummaries',
      ],
      Resource: '*',
    },
    {
      Sid: 'CWASSMServerPermissions',
      Effect: 'Allow',
      Action: ['ssm:GetParameter'],
      Resource: 'arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*',
    },
  ],
};

function policy(name: string, Statement: readonly object[]): SeedPolicy {
  return { arn: `arn:aws:iam::aws:policy/${name}`, document: { Version: '2012-10-17', Statement } };
}

export const awsManagedPolicies: readonly SeedPolicy[] = [
  ...Object.entries(others).map(([name, statements]) => policy(name, statements)),
  ...Object.entries(allowed).map(([name, Action]) =>
    policy(name, [{ Effect: 'Allow', Action, Resource: '*' }]),
  ),
];
