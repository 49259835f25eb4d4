import {
  type AttributeValue,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { measure } from '../../domain/metrics/measurements.ts';
import type { Metrics } from '../../domain/metrics/metrics.ts';
import { emptyChain, type Head, link } from '../../domain/trail/chain.ts';
import type { Draft, TrailEvent } from '../../domain/trail/events.ts';
import { BrokenTrail, fold } from '../../domain/trail/fold.ts';
import type { Request } from '../../domain/trail/request.ts';
import { eventIn, itemOf, TrailDamaged, type TrailItem } from './trail-items.ts';

/** Somebody else appended the event that was to be next: re-read and decide again. */
export class AppendConflict extends Error {
  override readonly name = 'AppendConflict';
}

/**
 * More events than may be appended to a request that waits: 20 refusals, 20 approvals, and what else happens once.
 * Whoever loses each time has lost to all of them.
 */
const maxConflicts = 60;

/** The event that a request, as it stands, is to be moved by; undefined if by none. */
export type Step = (request: Request) => Draft | undefined | Promise<Draft | undefined>;

/** A request after a step, and what was appended. */
export interface Advance {
  request: Request;
  appended?: TrailEvent;
}

interface Access {
  clients: { dynamodb: Pick<DynamoDBClient, 'send'> };
  environment: { AUDIT_TRAIL_TABLE: string };
  newId: () => string;
  metrics: Metrics;
}

/** The audit trail: append-only, read consistently. Whatever reads it throws TrailDamaged where it makes no sense. */
export function auditTrail({ clients, environment: { AUDIT_TRAIL_TABLE }, newId, metrics }: Access) {
  const { dynamodb } = clients;

  /** A request's items as they lie in the table, oldest first; empty if there is no such request. */
  async function items(requestId: string): Promise<TrailItem[]> {
    const found: TrailItem[] = [];
    let startKey: Record<string, AttributeValue> | undefined;
    do {
      const page = await dynamodb.send(
        new QueryCommand({
          TableName: AUDIT_TRAIL_TABLE,
          ConsistentRead: true,
          KeyConditionExpression: 'requestId = :id',
          ExpressionAttributeValues: { ':id': { S: requestId } },
          ExclusiveStartKey: startKey,
        }),
      );
      found.push(...(page.Items ?? []));
      startKey = page.LastEvaluatedKey;
    } while (startKey);
    return found;
  }

  /** All events of a request, oldest first; empty if there is no such request. */
  async function events(requestId: string): Promise<TrailEvent[]> {
    return (await items(requestId)).map((item) => readable(item, requestId, metrics));
  }

  /** The state of a request, or undefined if there is none. */
  async function load(requestId: string): Promise<Request | undefined> {
    const [first, ...later] = await events(requestId);
    return first && folded([first, ...later], metrics);
  }

  /**
   * Appends one event behind `head`. An event already there with our own `eventId` is a lost answer, sent again
   * by the client: that is success. Throws AppendConflict if it is somebody else's. `before`: the request as it was.
   */
  async function append(
    requestId: string,
    draft: Draft,
    head: Head = emptyChain,
    before?: Request,
  ): Promise<TrailEvent> {
    const event = link(draft, head, requestId, newId());
    try {
      await dynamodb.send(
        new PutItemCommand({
          TableName: AUDIT_TRAIL_TABLE,
          Item: itemOf(event),
          ConditionExpression: 'attribute_not_exists(requestId)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
    } catch (error) {
      if ((await standing(error, event))?.eventId !== event.eventId) throw conflictOr(error);
    }
    measure(event, before, metrics);
    return event;
  }

  /** The event that stands where ours was to be; read again if the engine did not send it along. */
  async function standing(error: unknown, { requestId, seq }: TrailEvent): Promise<TrailEvent | undefined> {
    if (!isConditionFailure(error)) return undefined;
    if (error.Item) return readable(error.Item, requestId, metrics);
    return (await events(requestId))[seq - 1];
  }

  /**
   * Moves a request one event further: loads it, asks `step` for the event, appends it; on a conflict, again from
   * the start. `step` returns undefined if nothing is to be done, and may throw. Returns the request as it then
   * is, or undefined if there is none.
   */
  async function advance(
    requestId: string,
    step: Step,
    triesLeft = maxConflicts,
  ): Promise<Advance | undefined> {
    const [first, ...later] = await events(requestId);
    if (!first) return undefined;
    const request = folded([first, ...later], metrics);
    const draft = await step(request);
    if (!draft) return { request };
    try {
      const appended = await append(requestId, draft, request.head, request);
      return { request: fold([first, ...later, appended]), appended };
    } catch (error) {
      if (!(error instanceof AppendConflict) || triesLeft === 0) throw error;
      return advance(requestId, step, triesLeft - 1);
    }
  }

  return { items, events, load, append, advance };
}

function readable(item: TrailItem, requestId: string, metrics: Metrics): TrailEvent {
  const event = eventIn(item);
  if (event) return event;
  metrics.count('TrailsDamaged');
  throw new TrailDamaged(requestId, `item ${item.seq?.N ?? 'without a number'} is no event`);
}

function folded(events: readonly [TrailEvent, ...TrailEvent[]], metrics: Metrics): Request {
  try {
    return fold(events);
  } catch (error) {
    if (!(error instanceof BrokenTrail)) throw error;
    metrics.count('TrailsDamaged');
    throw new TrailDamaged(events[0].requestId, error.message);
  }
}

function isConditionFailure(
  error: unknown,
): error is { name: string; Item?: Record<string, AttributeValue> } {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException';
}

function conflictOr(error: unknown): unknown {
  return isConditionFailure(error) ? new AppendConflict('Another event took this place') : error;
}
