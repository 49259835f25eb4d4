import * as z from 'zod';
import { partitionPattern } from '../aws/partitions.ts';
import { textLike } from '../text/text-like.ts';

/**
 * Who is told of an alarm: an SNS topic that you have, whose policy lets CloudWatch publish, or an address that gets a
 * mail from a topic of our own, once somebody has followed the link in the first mail.
 */
export const alarmTarget = z.union([
  z.strictObject({
    topic: textLike(
      new RegExp(`^arn:${partitionPattern}:sns:[\\w-]+:\\d{12}:[\\w-]{1,256}$`),
      'the ARN of an SNS topic',
    ),
  }),
  z.strictObject({ email: z.email().describe('an e-mail address') }),
]);
export type AlarmTarget = z.infer<typeof alarmTarget>;
