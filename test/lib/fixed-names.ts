import type { Named } from '../cli/doctor/account.ts';
import type { parseTemplate } from './template.ts';

/** Which property is a type's name; of types that are not here, AWS chooses it. */
export const nameProperties: Readonly<Record<string, string>> = {
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::Events::Rule': 'Name',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SSM::Parameter': 'Name',
  'AWS::StepFunctions::StateMachine': 'StateMachineName',
  'AWS::WAFv2::WebACL': 'Name',
};

/** Everything in a template that has a name which does not depend on what AWS chooses. */
export function fixedNamesOf({ all }: ReturnType<typeof parseTemplate>): Named[] {
  return Object.entries(nameProperties).flatMap(([type, property]) =>
    all(type).flatMap(({ Properties: { [property]: name } }) =>
      typeof name === 'string' ? [{ type, name }] : [],
    ),
  );
}
