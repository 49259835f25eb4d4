import { App, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Effect, ManagedPolicy, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Countersign, group } from 'countersign';

/** Topic, event bus, key and boundary that a platform team has in a stack of its own, and Countersign beside it. */
const app = new App();
const platform = new Stack(app, 'Platform');
const { account, region, partition } = platform;

const topic = new Topic(platform, 'Alarms');
topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com'));

const bus = new EventBus(platform, 'Bus');

// What the key of a deployment has to allow: docs/configuration.md, "A key of your own".
const key = new Key(platform, 'Key', { enableKeyRotation: true });
key.addToResourcePolicy(
  new PolicyStatement({
    sid: 'Logs',
    principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    resources: ['*'],
    conditions: {
      ArnLike: {
        'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:/aws/*/countersign-*`,
      },
    },
  }),
);
key.addToResourcePolicy(
  new PolicyStatement({
    sid: 'DeadLettersOfSchedules',
    principals: [new ServicePrincipal('events.amazonaws.com')],
    actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
    resources: ['*'],
  }),
);

const boundary = new ManagedPolicy(platform, 'Boundary', {
  description: 'What no requested role gets, whatever its policies say',
  statements: [
    new PolicyStatement({ actions: ['s3:*', 'sqs:*', 'dynamodb:*'], resources: ['*'] }),
    new PolicyStatement({ effect: Effect.DENY, actions: ['s3:PutBucketPolicy'], resources: ['*'] }),
  ],
});

new Countersign(new Stack(app, 'Access'), 'Countersign', {
  configuration: {
    slack: { team: 'T0COUNTERSIGN', app: 'A0COUNTERSIGN', channel: 'C0APPROVALS' },
    approvals: [{ when: 'any', approvers: [group('S0LEADS')], quorum: 1, window: '72h' }],
    guardrails: { path: '/requested/', permissionsBoundary: boundary },
    audit: { objectLock: { mode: 'governance', days: 30 } },
    eventBus: bus,
    alarms: { topic, level: 'essential' },
    deployment: { encryptionKey: key },
  },
});
app.synth();
