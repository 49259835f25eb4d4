import * as z from 'zod';
import { partitionPattern } from '../aws/partitions.ts';
import { textLike } from '../text/text-like.ts';

/** Which alarms there are: all, which is what absent means, or those alone without which requests are lost, records broken, or nobody can approve. */
const level = z.enum(['essential', 'all']).optional();

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
    level,
  }),
  z.strictObject({ email: z.email().describe('an e-mail address'), level }),
]);
export type AlarmTarget = z.infer<typeof alarmTarget>;
