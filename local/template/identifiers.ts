import { account, region } from '../doubles/double.ts';

/** A resource as the template declares it; `properties` still hold intrinsic functions. */
export interface Resource {
  logicalId: string;
  type: string;
  properties: Readonly<Record<string, unknown>>;
}

/** How a type of resource is named: its name's property, its ARN, and whether `Ref` gives the ARN. */
interface Naming {
  property?: string;
  arn?: (name: string) => string;
  refIsArn?: true;
}

const regional = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
const iam = (kind: string) => (name: string) => `arn:aws:iam::${account}:${kind}/${name}`;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-template-resource-type-ref.html */
const namings: Readonly<Record<string, Naming>> = {
  'AWS::DynamoDB::GlobalTable': {
    property: 'TableName',
    arn: (name) => regional('dynamodb', `table/${name}`),
  },
  'AWS::DynamoDB::Table': { property: 'TableName', arn: (name) => regional('dynamodb', `table/${name}`) },
  'AWS::Events::Rule': { property: 'Name', arn: (name) => regional('events', `rule/${name}`) },
  'AWS::IAM::ManagedPolicy': { property: 'ManagedPolicyName', arn: iam('policy'), refIsArn: true },
  'AWS::IAM::Role': { property: 'RoleName', arn: iam('role') },
  'AWS::KMS::Key': { arn: (name) => regional('kms', `key/${name}`) },
  'AWS::Lambda::Function': {
    property: 'FunctionName',
    arn: (name) => regional('lambda', `function:${name}`),
  },
  'AWS::Logs::LogGroup': { property: 'LogGroupName', arn: (name) => regional('logs', `log-group:${name}:*`) },
  'AWS::S3::Bucket': { property: 'BucketName', arn: (name) => `arn:aws:s3:::${name.toLowerCase()}` },
  'AWS::SecretsManager::Secret': {
    property: 'Name',
    arn: (name) => regional('secretsmanager', `secret:${name}`),
    refIsArn: true,
  },
  'AWS::SNS::Topic': { property: 'TopicName', arn: (name) => regional('sns', name), refIsArn: true },
  'AWS::SQS::Queue': { property: 'QueueName', arn: (name) => regional('sqs', name) },
  'AWS::SSM::Parameter': { property: 'Name', arn: (name) => regional('ssm', `parameter${name}`) },
  'AWS::StepFunctions::StateMachine': {
    property: 'StateMachineName',
    arn: (name) => regional('states', `stateMachine:${name}`),
    refIsArn: true,
  },
};

/** A label is when the stream was begun; there is one stream a table here, always of the same ARN. */
const streamArn = (table: Resource) => ({
  'Fn::Join': ['', [arnOf(table), '/stream/2026-11-22T00:00:00.000']],
});

/** Attributes besides `Arn`, by type. Values may hold intrinsic functions. */
const attributes: Readonly<Record<string, Readonly<Record<string, (resource: Resource) => unknown>>>> = {
  'AWS::ApiGateway::RestApi': { RootResourceId: () => 'root' },
  'AWS::DynamoDB::GlobalTable': { StreamArn: streamArn },
  'AWS::DynamoDB::Table': { StreamArn: streamArn },
  'AWS::StepFunctions::StateMachine': { Name: nameOf },
};

/** The name a resource has: what the template says, else its logical id. May hold intrinsic functions. */
export function nameOf({ logicalId, type, properties }: Resource): unknown {
  const property = namings[type]?.property;
  return (property && properties[property]) ?? logicalId;
}

/** What `Ref` gives for a resource. May hold intrinsic functions. */
export function physicalId(resource: Resource): unknown {
  return namings[resource.type]?.refIsArn ? arnOf(resource) : nameOf(resource);
}

/** What `Fn::GetAtt` gives for a resource. May hold intrinsic functions. */
export function resourceAttribute(resource: Resource, attribute: string): unknown {
  const known = attributes[resource.type]?.[attribute];
  if (known !== undefined) return known(resource);
  if (attribute === 'Arn' || attribute.endsWith('Arn')) return arnOf(resource);
  return `${resource.logicalId}.${attribute}`;
}

/** A resource's ARN. May hold intrinsic functions, because its name may. */
function arnOf(resource: Resource): unknown {
  const { arn } = namings[resource.type] ?? {};
  if (arn === undefined) return `arn:aws:local:${region}:${account}:${resource.logicalId}`;
  const [before = '', after = ''] = arn('\0').split('\0');
  const path = resource.properties.Path;
  const prefix = resource.type.startsWith('AWS::IAM::') && typeof path === 'string' ? path.slice(1) : '';
  return { 'Fn::Join': ['', [before, prefix, nameOf(resource), after]] };
}
