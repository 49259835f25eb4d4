import db, { type Item } from 'dynalite/db/index.js';
import * as z from 'zod';
import { region } from '../double.ts';

const image = z.record(z.string(), z.looseObject({}));

/** A stream's record as Lambda hands it to a function, images in DynamoDB's JSON. */
export const streamRecord = z.object({
  eventID: z.string(),
  eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
  eventVersion: z.literal('1.1'),
  eventSource: z.literal('aws:dynamodb'),
  awsRegion: z.string(),
  eventSourceARN: z.string(),
  dynamodb: z.object({
    ApproximateCreationDateTime: z.number(),
    Keys: image,
    NewImage: image.optional(),
    OldImage: image.optional(),
    SequenceNumber: z.string(),
    SizeBytes: z.number(),
    StreamViewType: z.literal('NEW_AND_OLD_IMAGES'),
  }),
});
export type StreamRecord = z.output<typeof streamRecord>;

/** A change of one item: what it was and what it is, as far as it was and is. */
export interface Change {
  before: Item | undefined;
  after: Item | undefined;
}

export interface RecordSource {
  streamArn: string;
  keyNames: readonly string[];
  id: string;
  sequenceNumber: string;
  now: Date;
}

/** What a stream says of a change; DynamoDB rounds its time down to the second. */
export function recordOf({ before, after }: Change, source: RecordSource): StreamRecord {
  const item = after ?? before ?? {};
  const keys = Object.fromEntries(Object.entries(item).filter(([name]) => source.keyNames.includes(name)));
  const images = [keys, before, after].filter((each) => each !== undefined);
  return streamRecord.parse({
    eventID: source.id,
    eventName: before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    eventSourceARN: source.streamArn,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(source.now.getTime() / 1000),
      Keys: keys,
      ...(after !== undefined && { NewImage: after }),
      ...(before !== undefined && { OldImage: before }),
      SequenceNumber: source.sequenceNumber,
      SizeBytes: images.reduce((sum, each) => sum + db.itemSize(each), 0),
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  });
}
