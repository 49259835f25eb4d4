import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { FunctionBundle } from '../functions/function-bundle.ts';
import { HandlerFunction } from '../functions/handler-function.ts';
import { DeadLetters } from '../shared/dead-letters.ts';
import type { AuditStore } from './audit-store.ts';
import type { AuditTrail } from './audit-trail.ts';

export interface ArchivingProps {
  bundle: FunctionBundle;
  auditTrail: AuditTrail;
  auditStore: AuditStore;
}

/**
 * Copies each event, as it was stored, into the audit bucket. A record that cannot be archived is tried again for 23 of
 * the 24 hours that the stream keeps it, then named in the dead-letter queue; an operator has the last hour to read it.
 */
export class Archiving extends Construct {
  readonly archiveEvents: HandlerFunction;
  readonly deadLetters: DeadLetters;
  readonly #mapping: EventSourceMapping;

  constructor(scope: Construct, id: string, { bundle, auditTrail, auditStore }: ArchivingProps) {
    super(scope, id);
    this.deadLetters = new DeadLetters(this, 'DeadLetters', {
      name: 'archive',
      retention: Duration.days(14),
    });
    this.archiveEvents = new HandlerFunction(this, 'archive-events', {
      bundle,
      description: 'Archives what the audit trail stores, and notices what is changed in it',
      environment: { AUDIT_BUCKET: auditStore.bucketName },
      timeout: Duration.seconds(60),
    });
    auditStore.grantArchive(this.archiveEvents);
    auditTrail.grantReadStream(this.archiveEvents);
    this.deadLetters.grantSend(this.archiveEvents, 'NameWhatWasGivenUp');
    this.#mapping = new EventSourceMapping(this, 'Stream', {
      target: this.archiveEvents,
      eventSourceArn: auditTrail.streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(30),
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      maxRecordAge: Duration.hours(23),
      onFailure: { bind: () => ({ destination: this.deadLetters.queueArn }) },
    });
  }

  /** What feeds the function: it has no name, and whoever deletes it stops the archive. */
  arns(): string[] {
    return [this.#mapping.eventSourceMappingArn];
  }
}
