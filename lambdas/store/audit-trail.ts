import {
  type AttributeValue,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { emptyChain, type Head, link } from '../../domain/chain.ts';
import { canonicalJson } from '../../domain/digest.ts';
import { type Draft, eventSchema, type TrailEvent } from '../../domain/events.ts';
import { fold } from '../../domain/fold.ts';
import type { Request } from '../../domain/request.ts';

/** Somebody else appended the event that was to be next: re-read and decide again. */
export class AppendConflict extends Error {
  override readonly name = 'AppendConflict';
}

/** Twenty people acting on one request in the same instant is far beyond what people do. */
const mostConflicts = 20;

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
}

/** The audit trail: append-only, read consistently. `detail` is stored as JSON text, so that no byte of it changes. */
export function auditTrail({ clients: { dynamodb }, environment: { AUDIT_TRAIL_TABLE }, newId }: Access) {
  /** All events of a request, oldest first; empty if there is no such request. */
  async function events(requestId: string): Promise<TrailEvent[]> {
    const found: TrailEvent[] = [];
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
      found.push(...(page.Items ?? []).map(eventOf));
      startKey = page.LastEvaluatedKey;
    } while (startKey);
    return found;
  }

  /** The state of a request, or undefined if there is none. */
  async function load(requestId: string): Promise<Request | undefined> {
    const [first, ...later] = await events(requestId);
    return first && fold([first, ...later]);
  }

  /**
   * Appends one event behind `head`. An event already there with our own `eventId` is a lost answer, sent again
   * by the client: that is success. Throws AppendConflict if it is somebody else's.
   */
  async function append(requestId: string, draft: Draft, head: Head = emptyChain): Promise<TrailEvent> {
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
    return event;
  }

  /** The event that stands where ours was to be; read again if the engine did not send it along. */
  async function standing(error: unknown, { requestId, seq }: TrailEvent): Promise<TrailEvent | undefined> {
    if (!isConditionFailure(error)) return undefined;
    if (error.Item) return eventOf(error.Item);
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
    triesLeft = mostConflicts,
  ): Promise<Advance | undefined> {
    const [first, ...later] = await events(requestId);
    if (!first) return undefined;
    const request = fold([first, ...later]);
    const draft = await step(request);
    if (!draft) return { request };
    try {
      const appended = await append(requestId, draft, request.head);
      return { request: fold([first, ...later, appended]), appended };
    } catch (error) {
      if (!(error instanceof AppendConflict) || triesLeft === 0) throw error;
      return advance(requestId, step, triesLeft - 1);
    }
  }

  return { events, load, append, advance };
}

export type AuditTrail = ReturnType<typeof auditTrail>;

function itemOf(event: TrailEvent): Record<string, AttributeValue> {
  return marshall({ ...event, detail: canonicalJson(event.detail) }, { removeUndefinedValues: true });
}

function eventOf(item: Record<string, AttributeValue>): TrailEvent {
  const stored = unmarshall(item);
  return eventSchema.parse({ ...stored, detail: JSON.parse(stored.detail) });
}

function isConditionFailure(
  error: unknown,
): error is { name: string; Item?: Record<string, AttributeValue> } {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException';
}

function conflictOr(error: unknown): unknown {
  return isConditionFailure(error) ? new AppendConflict('Another event took this place') : error;
}
