import { Duration } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IAlarm,
  type IMetric,
  MathExpression,
  PeriodOverride,
  SingleValueWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { ownNamePrefix } from '../../domain/aws/own-resources.ts';
import { driftKinds } from '../../domain/drift/finding.ts';
import { slackErrorKinds } from '../../domain/slack/error-kinds.ts';
import { ownName } from '../shared/own-name.ts';
import { everyValueOf, ownMetric } from './own-metric.ts';

const minute = Duration.minutes(1);
const open = ['submitted', 'pending', 'approved'];
const height = 6;

function graph(title: string, ...left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: 8, height });
}

/** Now and at the latest minute: how many wait, and for how long the oldest. */
function waiting() {
  const now = { statistic: 'Maximum', period: minute };
  return [
    new SingleValueWidget({
      title: 'Waiting now',
      metrics: open.map((status) => ownMetric('RequestsWaiting', status).with(now)),
      width: 8,
      height,
    }),
    new GraphWidget({
      title: 'Age of the oldest',
      left: open.map((status) => ownMetric('OldestWaiting', status).with(now)),
      leftYAxis: { label: 'seconds', showUnits: false },
      width: 8,
      height,
    }),
    graph(
      'Time to decision (seconds)',
      ...['p50', 'p90', 'Maximum'].map((statistic) =>
        ownMetric('TimeToDecision').with({ statistic, label: statistic, period: Duration.hours(1) }),
      ),
    ),
  ];
}

/** What people asked for and decided, and what came of it. */
function requests() {
  return [
    graph('Submitted', everyValueOf('RequestsSubmitted'), ownMetric('SubmissionsRefused')),
    graph('Decisions', ...['approve', 'deny'].map((verdict) => ownMetric('Decisions', verdict))),
    graph('Words that did not count', everyValueOf('DecisionsRefused'), ownMetric('ApprovalsWithdrawn')),
    graph('Created', everyValueOf('ResourcesCreated'), everyValueOf('ResourcesAdopted')),
    graph('Failed, by reason', everyValueOf('RequestsFailed')),
    graph(
      'Rejected, expired, cancelled',
      everyValueOf('RequestsRejected'),
      ownMetric('RequestsExpired'),
      ownMetric('RequestsCancelled'),
    ),
  ];
}

/** How the machinery is. */
function machinery(api: RestApi) {
  return [
    graph('Slack errors', ...slackErrorKinds.map((kind) => ownMetric('SlackErrors', kind))),
    graph('What the reconciler did', everyValueOf('ReconcilerRepairs')),
    graph(
      'What should not be',
      ...(['WorkflowsGivenUp', 'PoisonedRequests', 'UndoFailed', 'UnexpectedFailures'] as const).map((name) =>
        ownMetric(name),
      ),
      ...(['BadSignatures', 'TrailsDamaged', 'AuditTrailAltered', 'NoticesDropped'] as const).map((name) =>
        ownMetric(name),
      ),
    ),
    graph('API', api.metricCount(), api.metricClientError(), api.metricServerError()),
    graph('Latency of the API', ...['p50', 'p99'].map((statistic) => api.metricLatency({ statistic }))),
    graph('Errors of functions', ofFunctions('Errors', 'Sum'), ofFunctions('Throttles', 'Sum')),
    graph('Duration of functions', ofFunctions('Duration', 'Maximum')),
    graph(
      'Drift',
      ...driftKinds.map((kind) =>
        ownMetric('Drift', kind).with({ statistic: 'Maximum', period: Duration.days(1) }),
      ),
    ),
    graph('Archive', ownMetric('EventsArchived'), ownMetric('DigestsClosed'), ownMetric('NoticesPublished')),
  ];
}

/** A metric of all our functions, a line each. */
function ofFunctions(name: string, statistic: string): MathExpression {
  const search = `{AWS/Lambda,FunctionName} MetricName="${name}" ${ownNamePrefix.replace(/-$/, '')}`;
  return new MathExpression({
    expression: `SEARCH('${search}', '${statistic}', 300)`,
    usingMetrics: {},
    label: `${name}:`,
  });
}

/** The answers to an operator's questions on one page: what needs an operator, what waits, what people did, how it runs. */
export function addDashboard(scope: Construct, alarms: IAlarm[], api: RestApi): Dashboard {
  const dashboard = new Dashboard(scope, 'Dashboard', {
    dashboardName: ownName('operations'),
    defaultInterval: Duration.days(1),
    periodOverride: PeriodOverride.INHERIT,
  });
  dashboard.addWidgets(
    new AlarmStatusWidget({ title: 'What needs an operator', alarms, width: 24, height: 4 }),
  );
  dashboard.addWidgets(...waiting());
  dashboard.addWidgets(...requests());
  dashboard.addWidgets(...machinery(api));
  return dashboard;
}
