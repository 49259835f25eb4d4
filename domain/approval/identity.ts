import * as z from 'zod';
import { textLike } from '../text/text-like.ts';
import { iamPattern, iamUser, ofAccount, slackUser } from './approval-rule.ts';

const person = { slack: slackUser.shape.user, ...ofAccount };
/** What no requester can assume, and who counts by this name, as one, whatever its sessions are called. */
const machine = {
  machine: textLike(/^[\w+=,.@-]{1,64}$/, "a machine's name such as release-gate"),
  ...ofAccount,
};
/** How an IAM identity becomes a person or a machine. */
export const identity = z.union([
  z.strictObject({ role: iamPattern, sessionNameIs: z.literal('email'), ...ofAccount }),
  z.strictObject({ role: iamPattern, ...person }),
  z.strictObject({ role: iamPattern, ...machine }),
  z.strictObject({ user: iamUser.shape.iamUser, ...person }),
  z.strictObject({ user: iamUser.shape.iamUser, ...machine }),
]);
export type Identity = z.infer<typeof identity>;
