import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { type MetricKind, metrics } from '../../../domain/metrics/metrics.ts';
import { slackErrorKinds } from '../../../domain/slack/error-kinds.ts';
import { synthesized } from '../synthesized.ts';
import { statementsOf } from '../template.ts';

const { template } = await synthesized();
const topicArn = 'arn:aws:sns:us-east-1:111122223333:pager';
const toTopic = (await synthesized({ alarms: { topic: topicArn } })).template;
const toMail = (await synthesized({ alarms: { email: 'ops@example.com' } })).template;

const alarmSchema = z.object({
  AlarmName: z.string(),
  AlarmDescription: z.string(),
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.unknown() })).default([]),
  TreatMissingData: z.string(),
  AlarmActions: z.array(z.unknown()).default([]),
});
const alarmsOf = (from = template) =>
  from.all('AWS::CloudWatch::Alarm').map(({ Properties }) => alarmSchema.parse(Properties));
const alarms = alarmsOf();

/** As GitHub makes links of headings. */
const anchors = readFileSync(new URL('../../../docs/runbook.md', import.meta.url), 'utf8')
  .split('\n')
  .flatMap((line) => /^#{2,3} (.+)$/.exec(line)?.[1] ?? [])
  .map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );

describe('an alarm', () => {
  test.each(alarms.map((alarm) => [alarm.AlarmName, alarm] as const))(
    '%s links a heading of the runbook',
    (_name, { AlarmDescription }) => {
      const [, anchor] = /See docs\/runbook\.md#([\w-]+)$/.exec(AlarmDescription) ?? [];
      expect(anchors).toContain(anchor);
    },
  );

  test('of our own is about a metric that functions emit, under the dimension that it has', () => {
    const own = alarms.filter(({ Namespace }) => Namespace === 'Countersign');
    expect(own.length).toBeGreaterThan(10);
    const known: Record<string, MetricKind> = metrics;
    for (const { MetricName, Dimensions } of own) {
      const dimension = known[MetricName]?.dimension;
      expect(Object.keys(known)).toContain(MetricName);
      expect(Dimensions.map(({ Name }) => Name)).toEqual(dimension === undefined ? [] : [dimension]);
    }
    const kinds = own
      .filter(({ MetricName }) => MetricName === 'SlackErrors')
      .flatMap(({ Dimensions }) =>
        Dimensions.filter(({ Name }) => Name === 'kind').map(({ Value }) => Value),
      );
    expect(slackErrorKinds).toEqual(expect.arrayContaining(kinds));
  });

  test('is raised by silence where silence is what is wrong, and nowhere else', () => {
    const silent = alarms.filter(({ TreatMissingData }) => TreatMissingData === 'breaching');
    expect(silent.map(({ AlarmName }) => AlarmName).sort()).toEqual([
      'countersign-digest-missing',
      'countersign-reconciler-silent',
    ]);
  });

  test('is there for every dead-letter queue', () => {
    const queues = template.all('AWS::SQS::Queue').map(({ Properties }) => `<${Properties.QueueName}>`);
    const watched = alarms
      .filter(({ MetricName }) => MetricName === 'ApproximateNumberOfMessagesVisible')
      .flatMap(({ Dimensions }) => Dimensions.map(({ Value }) => Value));
    expect(queues.length).toBeGreaterThanOrEqual(4);
    expect(watched.sort()).toEqual(queues.sort());
  });
});

test('essential alarms: lost requests, broken records, nobody to approve; each the same as among all', async () => {
  const topic = 'arn:aws:sns:us-east-1:111122223333:pager';
  const essential = (await synthesized({ alarms: { topic, level: 'essential' } })).template;
  const names = alarmsOf(essential).map(({ AlarmName }) => AlarmName.replace('countersign-', ''));
  expect(names.sort()).toEqual(
    [
      ...['slack-token', 'slack-scope', 'slack-secret', 'slack-channel', 'slack-outage'],
      ...[
        'reconciler-silent',
        'workflow-died',
        'request-poisoned',
        'submitted-stuck',
        'approved-stuck',
        'undo-failed',
      ],
      ...['trail-altered', 'trail-damaged', 'digest-missing', 'archive-dlq'],
    ].sort(),
  );
  expect(toTopic.byLogicalId('AWS::CloudWatch::Alarm')).toMatchObject(
    essential.byLogicalId('AWS::CloudWatch::Alarm'),
  );
});

describe('alarms go', () => {
  test('nowhere unless the configuration says where', () => {
    expect(alarms.flatMap(({ AlarmActions }) => AlarmActions)).toEqual([]);
    expect(template.all('AWS::SNS::Topic')).toEqual([]);
  });

  test('to a topic that is there', () => {
    for (const { AlarmActions } of alarmsOf(toTopic)) expect(AlarmActions).toEqual([topicArn]);
    expect(toTopic.all('AWS::SNS::Topic')).toEqual([]);
  });

  test('to an address, by a topic that CloudWatch may publish to for this account, over TLS alone', () => {
    for (const { AlarmActions } of alarmsOf(toMail)) expect(AlarmActions).toHaveLength(1);
    expect(toMail.one('AWS::SNS::Subscription').Properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'ops@example.com',
    });
    const statements = statementsOf(toMail.one('AWS::SNS::TopicPolicy').Properties.PolicyDocument);
    expect(statements).toMatchObject([
      { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
      },
    ]);
  });
});

test('whatever runs by itself and fails ends in a queue', () => {
  const invocations = template.all('AWS::Lambda::EventInvokeConfig').map(({ Properties }) => Properties);
  const rules = template.all('AWS::Events::Rule').map(({ Properties }) => Properties);
  expect(rules).toHaveLength(invocations.length);
  for (const { DestinationConfig } of invocations) {
    expect(DestinationConfig).toMatchObject({ OnFailure: { Destination: expect.stringMatching(/-dlq>$/) } });
  }
  for (const { Targets } of rules) {
    expect(Targets).toMatchObject([{ DeadLetterConfig: { Arn: expect.stringMatching(/-dlq>$/) } }]);
  }
});

test('there is one dashboard', () => {
  const { Properties } = template.one('AWS::CloudWatch::Dashboard');
  expect(Properties.DashboardName).toBe('countersign-operations');
  for (const name of Object.keys(metrics)) expect(String(Properties.DashboardBody)).toContain(name);
});
