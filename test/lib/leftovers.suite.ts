import { describe, expect, test } from '@jest/globals';
import { kindsOf } from '../../doctor/leftovers/clients.ts';
import { tellLeftovers } from '../../doctor/program.ts';
import { accountThat, holding, type Named } from '../doctor/account.ts';
import { everySetting } from './every-setting.ts';
import { synthesized } from './synthesized.ts';

/** Which property is a type's name; of types that are not here, AWS chooses it. */
const nameProperties: Readonly<Record<string, string>> = {
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

/** Named in the template, and not in the way of another: names of the configuration, of parts, and of what may share one. */
const notInTheWay = [
  ...['AWS::ApiGateway::DomainName', 'AWS::ApiGateway::RestApi', 'AWS::ApiGateway::Stage'],
  ...['AWS::IAM::Policy', 'AWS::Lambda::EventInvokeConfig', 'AWS::Lambda::EventSourceMapping'],
  ...['AWS::Lambda::Permission', 'AWS::Route53::RecordSet', 'AWS::ApiGateway::BasePathMapping'],
];

describe.each([
  ['the defaults', {}],
  ['every setting', everySetting],
])('--leftovers, after a deployment with %s', (_, settings) => {
  test('looks at every type that has a name', async () => {
    const { template } = await synthesized(settings);
    const named = new Set(template.types())
      .values()
      .filter((type) =>
        template
          .all(type)
          .some(({ Properties }) =>
            Object.keys(Properties).some((key) => /^(\w+)?Name$/.test(key) && key !== 'MetricName'),
          ),
      );
    const looked = kindsOf(await accountThat({})).flatMap(({ types }) => types);
    expect([...looked].sort()).toEqual(Object.keys(nameProperties).sort());
    expect(
      [...named].filter((type) => !notInTheWay.includes(type) && !Object.hasOwn(nameProperties, type)),
    ).toEqual([]);
  });

  test('finds each of its names', async () => {
    const { template } = await synthesized(settings);
    const fixed = Object.entries(nameProperties).flatMap(([type, property]): Named[] =>
      template
        .all(type)
        .flatMap(({ Properties: { [property]: name } }) =>
          typeof name === 'string' ? [{ type, name }] : [],
        ),
    );
    expect(fixed.length).toBeGreaterThan(100);
    let out = '';
    const output = { out: (text: string) => (out += text), err: () => '' };
    await tellLeftovers({ stack: 'Countersign' }, await accountThat(holding(fixed)), output);
    const found = [...out.matchAll(/^✗ .*? (\S*countersign\S*?)(:? .*)?$/gm)].map(([, name]) => name);
    expect(found.sort()).toEqual(fixed.map(({ name }) => name).sort());
  });
});
