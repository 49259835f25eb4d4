import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { AlarmTarget } from '../../domain/configuration/alarm-target.ts';
import type { Api } from '../api/api.ts';
import type { Archiving } from '../audit/archiving.ts';
import type { Digests } from '../audit/digests.ts';
import type { DriftDetection } from '../audit/drift-detection.ts';
import type { Notices } from '../shared/notices.ts';
import type { Reconciliation } from '../workflow/reconciliation.ts';
import { addAlarm } from './alarm.ts';
import { alarmTopic } from './alarm-topic.ts';
import { addDashboard } from './dashboard.ts';
import { apiAlarm, behindAlarm, deadLettersAlarm } from './resource-alarms.ts';
import { serviceAlarms } from './service-alarms.ts';

export interface MonitoringProps {
  /** Who is told; undefined: nobody, the alarms are there to be looked at. */
  target: AlarmTarget | undefined;
  api: Api;
  reconciliation: Reconciliation;
  archiving: Archiving;
  digests: Digests;
  notices: Notices;
  driftDetection: DriftDetection;
}

/** One failed run is followed by the next; three within an hour are no accident. */
const failedRuns = 3;

/** Alarms for what needs an operator, each with its heading in the runbook, and one dashboard. */
export class Monitoring extends Construct {
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    const { target, api, reconciliation, archiving, digests, notices, driftDetection } = props;
    const topic = alarmTopic(this, target);
    const specs = [
      ...serviceAlarms,
      apiAlarm(api.restApi),
      deadLettersAlarm('reconcile', reconciliation.deadLetters, failedRuns),
      { ...deadLettersAlarm('archive', archiving.deadLetters), essential: true },
      deadLettersAlarm('publish', notices.deadLetters),
      deadLettersAlarm('digest', digests.deadLetters),
      deadLettersAlarm('drift', driftDetection.deadLetters),
      behindAlarm('archive', archiving.archiveEvents),
      behindAlarm('publish', notices.publishEvents),
    ];
    const wanted = target?.level === 'essential' ? specs.filter(({ essential }) => essential) : specs;
    this.alarms = wanted.map((spec) => addAlarm(this, spec, topic));
    addDashboard(this, [...this.alarms], api.restApi);
  }
}
