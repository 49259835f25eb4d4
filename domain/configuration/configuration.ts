import * as z from 'zod';
import { type Approver, approvalRuleSchema, iamRole, iamUser } from '../approval/approval-rule.ts';
import { identity } from '../approval/identity.ts';
import { identityMistakes } from '../approval/identity-coverage.ts';
import { accountId } from '../aws/account-id.ts';
import { organizationId } from '../aws/organization-id.ts';
import { partitionPattern } from '../aws/partitions.ts';
import { quotasSchema } from '../aws/quotas.ts';
import { requestTypeNames } from '../request-types/names.ts';
import { slackTeams } from '../slack/teams.ts';
import { textLike } from '../text/text-like.ts';
import { alarmTarget } from './alarm-target.ts';
import { auditSchema } from './audit-settings.ts';
import { deploymentSchema } from './deployment-settings.ts';
import { withoutAccount } from './named-accounts.ts';

export type { ApprovalRule, Approver } from '../approval/approval-rule.ts';
export type { Identity } from '../approval/identity.ts';

const guardrails = z
  .strictObject({
    /** Prefix of every role and policy path; where a request names no path, the path itself. */
    path: textLike(/^\/([\w+=,.@-]+\/)+$/, "a path between slashes, such as '/requested/'"),
    /** Paths of an earlier configuration: what was made under them can still be removed. */
    formerPaths: z
      .array(textLike(/^\/([\w+=,.@-]+\/)+$/, "a path between slashes, such as '/requested/'"))
      .default([]),
    /** `default`: the boundary this stack ships; else the ARN of a managed policy outside the guardrail path. */
    permissionsBoundary: z.union([
      z.literal('default'),
      textLike(
        new RegExp(`^arn:${partitionPattern}:iam::(\\d{12}|aws):policy/.+$`),
        'the ARN of a managed policy such as arn:aws:iam::111122223333:policy/boundary',
      ),
    ]),
    /** Actions no requested document may allow; wildcards as in IAM. */
    forbiddenActions: z
      .array(textLike(/^[\w*?-]+:[\w*?]+$|^\*$/, "an action such as 'organizations:*'"))
      .default([]),
    /** Accounts besides our own that a trust policy may name without a finding. */
    trustedAccounts: z.array(accountId).default([]),
    /** Organisations whose accounts a condition of a trust policy may let in without a finding; our own is none by itself. */
    trustedOrganizations: z.array(organizationId).default([]),
    /** Managed policies that a role may have attached, as ARN patterns; absent: those under the guardrail path. */
    attachablePolicies: z
      .array(
        textLike(
          new RegExp(`^arn:(\\*|${partitionPattern}):iam::(\\d{12}|aws|\\*):policy/[\\w+=,.@/*?-]+$`),
          "the ARN of a managed policy, maybe with wildcards, such as 'arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess'",
        ),
      )
      .optional(),
    /** RAM resource types that may be asked for; absent: all. */
    allowedResourceTypes: z
      .array(textLike(/^[\w-]+:[\w-]+$/, "a resource type such as 'ssm:Parameter'"))
      .optional(),
    /** Tag keys that may be asked for; absent: all but `aws:` and `countersign:`. */
    allowedTagKeys: z.array(z.string().min(1).max(128)).optional(),
    /** The account's quotas, where Service Quotas has raised them. */
    quotas: quotasSchema,
  })
  .refine(({ formerPaths }) => formerPaths.every((path) => !path.toLowerCase().startsWith('/countersign/')), {
    path: ['formerPaths'],
    message: "/countersign/ is the path of Countersign's own roles; nothing was requested under it",
  })
  .refine(({ path }) => !path.toLowerCase().startsWith('/countersign/'), {
    path: ['path'],
    message: "/countersign/ is the path of Countersign's own roles; requests need one of their own",
  })
  .refine(({ path, permissionsBoundary }) => !permissionsBoundary.includes(`:policy${path}`), {
    path: ['permissionsBoundary'],
    message: 'a boundary under the guardrail path could itself be asked for; keep it outside',
  });

const requesters = z
  .partialRecord(
    z.enum([...requestTypeNames, 'default']),
    z
      .union([z.literal('anyone'), z.array(z.union([iamRole, iamUser])).min(1)])
      .describe("'anyone', or a list of role('Name-*') and iam('user-name')"),
  )
  .describe(
    "{ default: 'anyone' }, or a list of role('Name-*') and iam('user-name') for default and for types",
  )
  .default({ default: 'anyone' });

/** Every request finds its rule, and every rule may be somebody's. */
const approvalsSchema = z
  .array(approvalRuleSchema)
  .min(1)
  .superRefine((rules, context) => {
    const everything = rules.findIndex(({ when }) => when === 'any');
    if (everything === -1 && rules.length > 0) {
      const message =
        "the last rule must match everything (when: 'any'), or a request could find no approver; add one";
      context.addIssue({ code: 'custom', message });
    }
    if (everything === -1) return;
    for (const [index] of rules.entries()) {
      if (index <= everything) continue;
      const message = `no request gets to this rule, since approvals[${everything}] matches everything (when: 'any'); move that one to the end`;
      context.addIssue({ code: 'custom', path: [index], message });
    }
  });

const people = new Set<PropertyKey>(['approvals', 'deployment', 'identities', 'requesters']);

/** Whether a mistake leaves nothing to compare: it is in one of those parts, or what was written is no object. */
function concernsPeople({ code, path: [part] = [] }: z.core.$ZodRawIssue): boolean {
  return part === undefined ? code === 'invalid_type' : people.has(part);
}

/** The whole of `countersign.config.ts`. */
export const configurationSchema = z
  .strictObject({
    slack: z.strictObject({
      team: slackTeams,
      app: textLike(/^A[A-Z0-9]{2,}$/, 'a Slack app id such as A0COUNTERSIGN'),
      channel: textLike(/^[CG][A-Z0-9]{2,}$/, 'a Slack channel id such as C0APPROVALS'),
    }),
    requesters,
    identities: z.array(identity).default([{ role: 'AWSReservedSSO_*', sessionNameIs: 'email' }]),
    approvals: approvalsSchema,
    guardrails,
    /** Where the trail is archived, and for how long nobody can change it there. */
    audit: auditSchema,
    /**
     * The event bus that is told of askings and endings (docs/events.md): the name of one in this account and region, or
     * the ARN of one whose policy lets this account put events.
     */
    eventBus: textLike(
      new RegExp(`^(arn:${partitionPattern}:events:[\\w-]+:\\d{12}:event-bus/)?[\\w./-]{1,256}$`),
      'the name or the ARN of an event bus',
    ).default('default'),
    /** How long a Roles Anywhere profile that may exist is looked for before another is created, in seconds. */
    settleSeconds: z.int().min(1).max(3600).default(120),
    /** Who is told when something needs an operator (docs/runbook.md). Absent: nobody; the alarms are there to be looked at. */
    alarms: alarmTarget.optional(),
    /** How the stack is deployed: names, encryption, firewall, throttling. */
    deployment: deploymentSchema,
  })
  .superRefine(
    (configuration, context) => {
      for (const path of withoutAccount(configuration)) {
        context.addIssue({
          code: 'custom',
          path,
          message: 'say of which account, since principals of others may call (deployment.callers)',
        });
      }
      for (const mistake of identityMistakes(configuration)) context.addIssue({ code: 'custom', ...mistake });
    },
    // As soon as the parts that are compared are as they must be, so that a mistake elsewhere hides none of these.
    { when: ({ issues }) => !issues.some(concernsPeople) },
  );

export type Configuration = z.output<typeof configurationSchema>;
export type Guardrails = Configuration['guardrails'];

/** What `countersign.config.ts` is written with. */
export type ConfigurationInput = z.input<typeof configurationSchema>;
/** A person in Slack, by the id of the user (`U…`). */
export const user = (id: string): Approver => ({ user: id });
/** The members of a group in Slack (`S…`). */
export const group = (id: string): Approver => ({ group: id });
/** Sessions of IAM roles by name, `*` for any characters; of one account, if it is given. */
export const role = (pattern: string, account?: string) => ({ role: pattern, ...(account && { account }) });
/** A user of IAM by name; of one account, if it is given. */
export const iam = (userName: string, account?: string) => ({
  iamUser: userName,
  ...(account && { account }),
});
