import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { canonicalJson } from '../../domain/digest.ts';
import { eventSchema, type TrailEvent } from '../../domain/trail/events.ts';

/** An event as it lies in the table. */
export type TrailItem = Record<string, AttributeValue>;

/** A trail that no function could have written: somebody changed it behind our back. */
export class TrailDamaged extends Error {
  override readonly name = 'TrailDamaged';
  readonly requestId: string;
  /** `why` goes into the log: it must not quote what is stored. */
  constructor(requestId: string, why: string) {
    super(`The trail of ${requestId} is not as it was written: ${why}`);
    this.requestId = requestId;
  }
}

/** `detail` as JSON text, so that no byte of it changes. */
export function itemOf(event: TrailEvent): TrailItem {
  return marshall({ ...event, detail: canonicalJson(event.detail) }, { removeUndefinedValues: true });
}

/** The event that an item is; undefined if it is none. */
export function eventIn(item: TrailItem): TrailEvent | undefined {
  try {
    const stored = unmarshall(item);
    return eventSchema.safeParse({ ...stored, detail: JSON.parse(stored.detail) }).data;
  } catch {
    return undefined;
  }
}

/** What an item that is no event holds, as far as it can be shown as JSON. */
export function plainOf(item: TrailItem): unknown {
  try {
    const stored = unmarshall(item);
    JSON.stringify(stored);
    return stored;
  } catch {
    return item;
  }
}
