import * as z from 'zod';
import { accountId } from '../aws/account-id.ts';
import { severities } from '../finding.ts';
import { requestTypeNames } from '../request-types/names.ts';
import { textLike } from '../text/text-like.ts';

export const slackUser = z.strictObject({
  user: textLike(/^[UW][A-Z0-9]{2,}$/, 'a Slack user id such as U0ALICE'),
});
const slackGroup = z.strictObject({
  group: textLike(/^S[A-Z0-9]{2,}$/, 'a Slack group id such as S0LEADS'),
});
export const iamPattern = textLike(/^[\w+=,.@*-]{1,128}$/, 'a role name, with * for any characters');
/** Absent: of whichever account may call, which is our own unless `deployment.callers` says otherwise. */
export const ofAccount = { account: accountId.optional() };
export const iamRole = z.strictObject({ role: iamPattern, ...ofAccount });
export const iamUser = z.strictObject({
  iamUser: textLike(/^[\w+=,.@-]{1,64}$/, 'an IAM user name'),
  ...ofAccount,
});

const approver = z
  .union([slackUser, slackGroup, iamRole, iamUser])
  .describe("user('U…') or group('S…') of Slack, role('Name-*') or iam('user-name')");
export type Approver = z.infer<typeof approver>;

/** 14 days: the longest window, so that the workflow's fixed timeout can outlast every one of them. */
export const maxWindowHours = 14 * 24;
const window = z
  .string()
  .regex(/^[1-9]\d*[hm]$/)
  .refine(
    (text) => windowMilliseconds(text) <= maxWindowHours * 3_600_000,
    'a window is at most 14 days; write 336h or less',
  )
  .describe("hours or minutes, such as '72h' or '30m', up to '336h' (14 days)");

const when = z.union([
  z.literal('any'),
  z
    .strictObject({
      type: z.union([z.enum(requestTypeNames), z.array(z.enum(requestTypeNames)).min(1)]).optional(),
      risk: z.array(z.enum(severities)).min(1).optional(),
    })
    .refine(
      (condition) => condition.type ?? condition.risk,
      "name a type, risks, or both; or write when: 'any' for everything",
    ),
]);

/** One approval rule, as written in the configuration and as pinned in the trail. */
export const approvalRuleSchema = z.strictObject({
  when,
  approvers: z
    .array(approver)
    .min(1, 'a rule without approvers could never approve anything; name at least one'),
  quorum: z.int().min(1).max(20),
  window,
});
export type ApprovalRule = z.infer<typeof approvalRuleSchema>;

/** A window such as `72h` or `30m` in milliseconds. */
export function windowMilliseconds(text: string): number {
  return Number(text.slice(0, -1)) * (text.endsWith('h') ? 3_600_000 : 60_000);
}
