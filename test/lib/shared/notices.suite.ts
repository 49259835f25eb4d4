import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { noticedEvents } from '../../../domain/notices/request-notice.ts';
import { synthesized } from '../synthesized.ts';
import { statementsOf } from '../template.ts';

const { template } = await synthesized();
const policyOf = (functionName: string, from = template) => {
  const { Properties } = from.one('AWS::IAM::Role', { RoleName: functionName });
  const inline = z
    .array(z.object({ PolicyDocument: z.unknown() }))
    .default([])
    .parse(Properties.Policies);
  const attached = from
    .all('AWS::IAM::Policy')
    .filter(({ Properties: { Roles } }) => JSON.stringify(Roles).includes(`<${functionName}>`))
    .map((policy) => policy.Properties);
  return [...inline, ...attached].flatMap(({ PolicyDocument }) => statementsOf(PolicyDocument));
};

describe('the notices', () => {
  const { Properties } = template.one('AWS::Lambda::EventSourceMapping', {
    FunctionName: '<countersign-publish-events>',
  });

  test('are made of what the trail’s stream adds of askings and endings, and of nothing else', () => {
    const pattern = { eventName: ['INSERT'], dynamodb: { NewImage: { type: { S: noticedEvents.options } } } };
    expect(Properties).toMatchObject({
      FilterCriteria: { Filters: [{ Pattern: JSON.stringify(pattern) }] },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      StartingPosition: 'TRIM_HORIZON',
      MaximumRecordAgeInSeconds: 4 * 3600,
      DestinationConfig: { OnFailure: { Destination: '<countersign-publish-dlq>' } },
    });
    expect(template.one('AWS::SQS::Queue', { QueueName: 'countersign-publish-dlq' })).toMatchObject({
      Properties: { SqsManagedSseEnabled: true, MessageRetentionPeriod: 14 * 24 * 3600 },
    });
  });

  test('can be of our own kind only', () => {
    expect(policyOf('countersign-publish-events')).toContainEqual(
      expect.objectContaining({
        Action: ['events:PutEvents'],
        Condition: { StringEquals: { 'events:source': 'countersign' } },
      }),
    );
  });

  test('go to the bus that the configuration names, in another account too', async () => {
    const arn = 'arn:aws:events:eu-central-1:444455556666:event-bus/access';
    const { template: elsewhere } = await synthesized({ eventBus: arn });
    const statements = policyOf('countersign-publish-events', elsewhere);
    const put = statements.find(({ Action }) => Action.includes('events:PutEvents'));
    expect(put?.Resource).toEqual([arn]);
    expect(
      elsewhere.one('AWS::Lambda::Function', { FunctionName: 'countersign-publish-events' }).Properties,
    ).toMatchObject({ Environment: { Variables: { EVENT_BUS: arn } } });
  });
});
