import { ArnFormat, type Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ownName } from '../shared/own-name.ts';

/** Lets an operator see what needs an operator, and see and empty what was given up. */
export function alarmStatements(stack: Stack): PolicyStatement[] {
  const own = ownName('*');
  const alarms = { service: 'cloudwatch', resource: 'alarm', resourceName: '*' };
  return [
    // A list is authorised on every alarm, whatever prefix it asks for
    // (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html).
    new PolicyStatement({
      sid: 'SeeAlarms',
      actions: ['cloudwatch:DescribeAlarms'],
      resources: [stack.formatArn({ ...alarms, arnFormat: ArnFormat.COLON_RESOURCE_NAME })],
    }),
    new PolicyStatement({
      sid: 'SeeMetrics',
      actions: ['cloudwatch:GetMetricStatistics'],
      resources: ['*'],
    }),
    new PolicyStatement({
      sid: 'SeeTheDashboard',
      actions: ['cloudwatch:GetDashboard'],
      resources: [
        stack.formatArn({ service: 'cloudwatch', region: '', resource: 'dashboard', resourceName: own }),
      ],
    }),
    new PolicyStatement({
      sid: 'ReadAndEmptyDeadLetterQueues',
      actions: ['sqs:GetQueueUrl', 'sqs:ReceiveMessage', 'sqs:PurgeQueue'],
      resources: [stack.formatArn({ service: 'sqs', resource: own, arnFormat: ArnFormat.NO_RESOURCE_NAME })],
    }),
  ];
}
