import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { AlarmTarget } from '../../domain/configuration/alarm-target.ts';
import { ownName } from '../shared/own-name.ts';

/** The topic that alarms go to; undefined if nobody is to be told. */
export function alarmTopic(scope: Construct, target: AlarmTarget | undefined): ITopic | undefined {
  if (!target) return undefined;
  if ('topic' in target) return Topic.fromTopicArn(scope, 'Topic', target.topic);
  return ownTopic(scope, target.email);
}

/**
 * Not encrypted with a key: what CloudWatch sends are the alarm's words from this repository and a number, and with a
 * key that is not the customer's own, CloudWatch could not publish
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html).
 */
function ownTopic(scope: Construct, email: string): Topic {
  const topic = new Topic(scope, 'Topic', { topicName: ownName('alarms'), enforceSSL: true });
  topic.addSubscription(new EmailSubscription(email));
  const { account } = Stack.of(scope);
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsOfThisAccount',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': account } },
    }),
  );
  return topic;
}
