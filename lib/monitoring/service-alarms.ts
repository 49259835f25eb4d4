import { Duration } from 'aws-cdk-lib';
import type { AlarmSpec } from './alarm.ts';
import { ownMetric } from './own-metric.ts';

const minute = Duration.minutes(1);
const minutes = (count: number) => count * 60;

/** Slack: what keeps every card from being posted. */
const slack: AlarmSpec[] = [
  ...(['token', 'scope', 'secret', 'channel'] as const).map((kind) => ({
    name: `slack-${kind}`,
    says: {
      token: 'Slack refuses our token.',
      scope: 'The Slack app lacks a permission.',
      secret: "The secret with Slack's token cannot be read.",
      channel: 'The channel for cards is gone, or closed to us.',
    }[kind],
    runbook: 'slack-refuses-the-token-or-the-channel',
    metric: ownMetric('SlackErrors', kind),
    essential: true,
  })),
  {
    name: 'slack-outage',
    essential: true,
    says: 'Slack has not answered for a quarter of an hour.',
    runbook: 'slack-does-not-answer',
    metric: ownMetric('SlackErrors', 'outage'),
    periods: 3,
  },
  {
    name: 'slack-content',
    says: 'Slack refused what a card or a window says; a short one is shown.',
    runbook: 'slack-refuses-a-card',
    metric: ownMetric('SlackErrors', 'content'),
  },
  {
    name: 'bad-signatures',
    says: 'Many posts to the Slack route are not signed by Slack.',
    runbook: 'posts-without-a-good-signature',
    metric: ownMetric('BadSignatures'),
    threshold: 20,
  },
];

/** Requests that do not go on by themselves. */
const requests: AlarmSpec[] = [
  {
    name: 'reconciler-silent',
    essential: true,
    says: 'No run of the reconciler was completed for five minutes.',
    runbook: 'the-reconciler-does-not-run',
    metric: ownMetric('RequestsWaiting', 'pending').with({ statistic: 'SampleCount', period: minute }),
    below: true,
    periods: 5,
    silenceIsWrong: true,
  },
  {
    name: 'workflow-died',
    essential: true,
    says: 'A workflow was started three times without any progress.',
    runbook: 'the-workflow-died-three-times',
    metric: ownMetric('WorkflowsGivenUp'),
  },
  {
    name: 'request-poisoned',
    essential: true,
    says: 'The reconciler cannot look after a request.',
    runbook: 'a-request-cannot-be-visited',
    metric: ownMetric('PoisonedRequests'),
  },
  {
    name: 'submitted-stuck',
    essential: true,
    says: 'A request has been submitted for half an hour and is not validated.',
    runbook: 'a-request-stays-submitted',
    metric: ownMetric('OldestWaiting', 'submitted').with({ statistic: 'Maximum', period: minute }),
    threshold: minutes(30),
    periods: 3,
  },
  {
    name: 'approved-stuck',
    essential: true,
    says: 'A request has been approved for an hour and nothing is created.',
    runbook: 'a-request-is-approved-but-nothing-is-created',
    metric: ownMetric('OldestWaiting', 'approved').with({ statistic: 'Maximum', period: minute }),
    threshold: minutes(60),
    periods: 3,
  },
  {
    name: 'undo-failed',
    essential: true,
    says: 'What a failed creation had made could not be removed.',
    runbook: 'what-was-created-in-part-cannot-be-removed',
    metric: ownMetric('UndoFailed'),
  },
  {
    name: 'unexpected-failure',
    says: 'A function failed in a way that nobody expects.',
    runbook: 'a-function-fails',
    metric: ownMetric('UnexpectedFailures'),
  },
];

/** The audit trail and its archive. */
const trail: AlarmSpec[] = [
  {
    name: 'trail-altered',
    essential: true,
    says: 'An event of the audit trail was changed or removed.',
    runbook: 'the-audit-chain-is-invalid',
    metric: ownMetric('AuditTrailAltered'),
  },
  {
    name: 'trail-damaged',
    essential: true,
    says: 'A trail was read that is not as it was written.',
    runbook: 'the-audit-chain-is-invalid',
    metric: ownMetric('TrailsDamaged'),
  },
  {
    name: 'notices-dropped',
    says: 'The event bus was not told of an event, since its trail cannot be read.',
    runbook: 'the-audit-chain-is-invalid',
    metric: ownMetric('NoticesDropped'),
  },
  {
    name: 'digest-missing',
    essential: true,
    says: 'No digest of the archive was signed for two hours.',
    runbook: 'a-digest-is-missing',
    metric: ownMetric('DigestsClosed').with({ period: Duration.hours(1) }),
    below: true,
    periods: 2,
    silenceIsWrong: true,
  },
];

/** The account beside the approvals, once a day. That something was deleted is often meant: only the event bus is told. */
const drift: AlarmSpec[] = (['unexplained', 'changed'] as const).map((kind) => ({
  name: `drift-${kind}`,
  says: {
    unexplained: 'Something exists where only requests create, and no approval explains it.',
    changed: 'Something that was approved is no longer as it was approved.',
  }[kind],
  runbook: 'the-account-is-not-as-the-trail-says',
  metric: ownMetric('Drift', kind).with({ statistic: 'Maximum', period: Duration.days(1) }),
}));

/** What our own metrics say. */
export const serviceAlarms: readonly AlarmSpec[] = [...slack, ...requests, ...trail, ...drift];
