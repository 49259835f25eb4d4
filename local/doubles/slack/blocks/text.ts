import * as z from 'zod';

/** Text objects and their longest text (https://docs.slack.dev/reference/block-kit/composition-objects). */
export function plainText(longest: number) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(longest),
    emoji: z.boolean().optional(),
  });
}

export function mrkdwn(longest: number) {
  return z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(longest),
    verbatim: z.boolean().optional(),
  });
}

export function anyText(longest: number) {
  return z.discriminatedUnion('type', [plainText(longest), mrkdwn(longest)]);
}

/** Ids that the app chooses; Slack makes one up where there is none. */
export const chosenId = z.string().min(1).max(255).optional();
