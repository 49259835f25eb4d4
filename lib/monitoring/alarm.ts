import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { ownName } from '../shared/own-name.ts';

/** Something that needs an operator. */
export interface AlarmSpec {
  /** `countersign-<name>` */
  name: string;
  /** What is wrong, in a sentence. */
  says: string;
  /** The heading of `docs/runbook.md` that says what it means, how to look and what to do, as a link has it. */
  runbook: string;
  metric: IMetric;
  /** The alarm is raised by this value or a greater one; 1 unless said otherwise. */
  threshold?: number;
  /** Raised by a smaller value instead. */
  below?: boolean;
  /** For how many periods in a row; 1 unless said otherwise. */
  periods?: number;
  /** Requests are lost, records broken, or nobody can approve: it is there at every `alarms.level`. */
  essential?: boolean;
  /** That nothing is measured is itself what is wrong. */
  silenceIsWrong?: boolean;
}

/** An alarm that says where to read on, and tells the topic, if there is one. */
export function addAlarm(scope: Construct, spec: AlarmSpec, topic: ITopic | undefined): Alarm {
  const { name, says, runbook, metric, threshold = 1, below, periods = 1, silenceIsWrong } = spec;
  const { BREACHING, NOT_BREACHING } = TreatMissingData;
  const { LESS_THAN_THRESHOLD, GREATER_THAN_OR_EQUAL_TO_THRESHOLD } = ComparisonOperator;
  const alarm = new Alarm(scope, name, {
    alarmName: ownName(name),
    alarmDescription: `${says} See docs/runbook.md#${runbook}`,
    metric,
    threshold,
    comparisonOperator: below ? LESS_THAN_THRESHOLD : GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: periods,
    treatMissingData: silenceIsWrong ? BREACHING : NOT_BREACHING,
  });
  if (topic) alarm.addAlarmAction(new SnsAction(topic));
  return alarm;
}
