import { type DigestFile, digestFileSchema } from '../../../domain/audit/digest-file.ts';
import { eventSchema, type TrailEvent } from '../../../domain/trail/events.ts';

/** A digest from its bytes; undefined if it cannot be read. */
export function digestFileIn(bytes: Buffer | undefined): DigestFile | undefined {
  return digestFileSchema.safeParse(jsonIn(bytes)).data;
}

/** The event that an object is; none if it is the record of an alteration, or nothing that can be read: `verify` says so. */
export function eventsIn(bytes: Buffer): TrailEvent[] {
  const { data } = eventSchema.safeParse(jsonIn(bytes));
  return data ? [data] : [];
}

function jsonIn(bytes: Buffer | undefined): unknown {
  try {
    return JSON.parse(bytes?.toString('utf8') ?? '');
  } catch {
    return undefined;
  }
}
