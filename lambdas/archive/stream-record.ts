import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { Row, RowChange } from '../../domain/audit/archived-object.ts';

/** What JSON has a form for: all that an event is made of. Sets and binaries are not among it. */
const attribute: z.ZodType<AttributeValue> = z.lazy(() =>
  z.union([
    z.strictObject({ S: z.string() }),
    z.strictObject({ N: z.string() }),
    z.strictObject({ BOOL: z.boolean() }),
    z.strictObject({ NULL: z.literal(true) }),
    z.strictObject({ M: z.record(z.string(), attribute) }),
    z.strictObject({ L: z.array(attribute) }),
  ]),
);
const plainImage = z.record(z.string(), attribute);
const image = z.record(z.string(), z.unknown()).optional();

const record = z.object({
  eventID: z.string(),
  eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
  dynamodb: z.object({
    /** In seconds. */
    ApproximateCreationDateTime: z.number(),
    SequenceNumber: z.string(),
    Keys: z.object({ requestId: z.object({ S: z.string() }), seq: z.object({ N: z.string() }) }),
    NewImage: image,
    OldImage: image,
  }),
});

/** https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
export const streamEvent = z.object({ Records: z.array(record) });

/** What a stream record tells about a row of the audit trail. */
export function changeIn({ eventID, eventName, dynamodb }: z.output<typeof record>): RowChange {
  const { ApproximateCreationDateTime: seconds, Keys, NewImage, OldImage } = dynamodb;
  return {
    id: eventID,
    name: eventName,
    at: new Date(seconds * 1000).toISOString(),
    requestId: Keys.requestId.S,
    seq: Number(Keys.seq.N),
    before: rowIn(OldImage),
    after: rowIn(NewImage),
  };
}

/** A row as plain JSON; as DynamoDB spells it, where JSON would lose something of it. */
function rowIn(stored: z.output<typeof image>): Row | null {
  if (stored === undefined) return null;
  const plain = plainImage.safeParse(stored);
  if (!plain.success) return stored;
  try {
    return unmarshall(plain.data, { wrapNumbers: exactNumber });
  } catch {
    return stored;
  }
}

/** A number as JSON has them. Throws where that would round it. */
function exactNumber(text: string): number {
  const number = Number(text);
  if (String(number) !== text) throw new RangeError('JSON has no such number');
  return number;
}
