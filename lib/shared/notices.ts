import { ArnFormat, Duration, Stack, Token } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { noticeSource } from '../../domain/notices/notice.ts';
import { noticedEvents } from '../../domain/notices/request-notice.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { FunctionBundle } from '../functions/function-bundle.ts';
import { HandlerFunction } from '../functions/handler-function.ts';
import { DeadLetters } from './dead-letters.ts';

export interface NoticesProps {
  bundle: FunctionBundle;
  auditTrail: AuditTrail;
  /** Name, or ARN, of the event bus; what only the deployment knows is an ARN. */
  eventBus: string;
}

/** Tells an event bus that approvers are asked, and how requests end; see docs/events.md. */
export class Notices extends Construct {
  readonly publishEvents: HandlerFunction;
  /** Names what was not published although it was tried for hours. */
  readonly deadLetters: DeadLetters;
  readonly environment: { EVENT_BUS: string };
  readonly #mapping: EventSourceMapping;

  constructor(scope: Construct, id: string, { bundle, auditTrail, eventBus }: NoticesProps) {
    super(scope, id);
    this.environment = { EVENT_BUS: eventBus };
    this.deadLetters = new DeadLetters(this, 'DeadLetters', {
      name: 'publish',
      retention: Duration.days(14),
    });
    this.publishEvents = new HandlerFunction(this, 'publish-events', {
      bundle,
      description: 'Tells the event bus how requests stand',
      environment: { ...auditTrail.environment, ...this.environment },
      timeout: Duration.seconds(60),
    });
    auditTrail.grantRead(this.publishEvents);
    auditTrail.grantReadStream(this.publishEvents);
    this.grantPublish(this.publishEvents);
    this.deadLetters.grantSend(this.publishEvents, 'NameWhatWasGivenUp');
    this.#mapping = this.#feed(auditTrail);
  }

  /** Lets a function put our own kind of events on the bus. */
  grantPublish(grantee: IGrantable): void {
    const bus = this.environment.EVENT_BUS;
    const named = {
      service: 'events',
      resource: 'event-bus',
      resourceName: bus,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    };
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        sid: 'TellTheEventBus',
        actions: ['events:PutEvents'],
        resources: [
          bus.startsWith('arn:') || Token.isUnresolved(bus) ? bus : Stack.of(this).formatArn(named),
        ],
        conditions: { StringEquals: { 'events:source': noticeSource } },
      }),
    );
  }

  /** What feeds the function: it has no name, and whoever deletes it silences the notices. */
  arns(): string[] {
    return [this.#mapping.eventSourceMappingArn];
  }

  /**
   * Only the events that others are told of. An outage of the bus shorter than four hours loses nothing; a record that
   * can never be published does not hold up those behind it for longer.
   */
  #feed(auditTrail: AuditTrail): EventSourceMapping {
    const type = { S: FilterRule.or(...noticedEvents.options) };
    return new EventSourceMapping(this, 'Stream', {
      target: this.publishEvents,
      eventSourceArn: auditTrail.streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [
        FilterCriteria.filter({ eventName: FilterRule.isEqual('INSERT'), dynamodb: { NewImage: { type } } }),
      ],
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(1),
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      maxRecordAge: Duration.hours(4),
      onFailure: { bind: () => ({ destination: this.deadLetters.queueArn }) },
    });
  }
}
