import type { Approver } from '../../domain/approval/approval-rule.ts';
import type { Severity } from '../../domain/finding.ts';
import type { RequestTypeName } from '../../domain/request-types/names.ts';
import type { DeploymentOptions } from './deployment-options.ts';
import type {
  BucketReference,
  EventBusReference,
  KeyReference,
  PolicyReference,
  TopicReference,
} from './references.ts';

/** Who may ask for what, who countersigns it, and what nobody gets: the options of `countersign.config.ts`. */
export interface ConfigurationInput {
  /** Where cards go, and whose clicks count. */
  slack: SlackOptions;
  /**
   * Who may submit, for a request type or by `default`: `'anyone'` with access to the API, or a list of `role('Name-*')` and
   * `iam('user-name')`.
   * @default { default: 'anyone' }
   */
  requesters?: RequesterOptions | undefined;
  /**
   * How an IAM identity becomes a Slack user, or a machine; the first entry that matches counts. A session's name counts as
   * an e-mail address only for roles whose callers cannot choose it: those of IAM Identity Center.
   * @default [{ role: 'AWSReservedSSO_*', sessionNameIs: 'email' }]
   */
  identities?: IdentityOptions[] | undefined;
  /** Who approves what: read top to bottom, the first rule that matches counts, the last must be `when: 'any'`. */
  approvals: ApprovalRuleOptions[];
  /** What nobody gets, whoever approves it. */
  guardrails: GuardrailOptions;
  /** Where the trail is archived, and for how long nobody can change it there. */
  audit: OwnAuditOptions | ForeignAuditOptions;
  /**
   * The event bus that is told of askings and endings: the name of one in this account and region, or the ARN of one whose
   * policy lets this account put events, or the bus itself.
   * @default 'default'
   */
  eventBus?: EventBusReference | undefined;
  /**
   * How long a Roles Anywhere profile that may exist is looked for before another is created, in seconds: 1 to 3600.
   * @default 120
   */
  settleSeconds?: number | undefined;
  /**
   * Who is told when something wants a person.
   * @default nobody: the alarms are there to be looked at
   */
  alarms?: TopicAlarmOptions | EmailAlarmOptions | undefined;
  /**
   * How the stack is deployed: names, encryption, firewall, throttling.
   * @default each setting has one
   */
  deployment?: DeploymentOptions | undefined;
}

/** The Slack app, and where it works. */
export interface SlackOptions {
  /**
   * The workspace (`T…`) whose people may decide, or a list of workspaces and, in Enterprise Grid, organisations (`E…`).
   * Clicks of anybody from another one are refused.
   */
  team: string | string[];
  /** The app (`A…`) made from `slack/manifest.yaml`: clicks that came through another one are refused. */
  app: string;
  /** The channel (`C…` or `G…`) that gets the cards; invite the app to it. */
  channel: string;
}

/** Who may submit, by request type. */
export type RequesterOptions = Partial<Record<RequestTypeName | 'default', 'anyone' | IamPrincipalOptions[]>>;

/** A role (`*` for any characters) or user of IAM, as `role()` and `iam()` make them; without `account`, of whichever may call. */
export type IamPrincipalOptions =
  | { role: string; account?: string | undefined }
  | { iamUser: string; account?: string | undefined };

/**
 * Who an IAM identity is: of a role (`*` for any characters) or a user, maybe of one `account` only, the person whose
 * e-mail address is the session's name, a Slack user, or a machine that no requester can assume.
 */
export type IdentityOptions =
  | { role: string; sessionNameIs: 'email'; account?: string | undefined }
  | { role: string; slack: string; account?: string | undefined }
  | { role: string; machine: string; account?: string | undefined }
  | { user: string; slack: string; account?: string | undefined }
  | { user: string; machine: string; account?: string | undefined };

/** One approval rule. */
export interface ApprovalRuleOptions {
  /** `'any'`, or `{ type, risk }`: a type or a list of them, a list of risks; one of the two is enough. */
  when: 'any' | RuleConditionOptions;
  /** Any of `user('U…')`, `group('S…')` of Slack, and `role('pattern*')`, `iam('user')` over HTTP. */
  approvers: Approver[];
  /** How many different people or machines must agree, 1 to 20. */
  quorum: number;
  /** How long approvers have: `'72h'`, `'30m'`; at most 14 days (`'336h'`). */
  window: string;
}

/** Which requests an approval rule is about: those of the types, of the risks, or of both. */
export interface RuleConditionOptions {
  /**
   * A request type, or a list of them.
   * @default all
   */
  type?: RequestTypeName | RequestTypeName[] | undefined;
  /**
   * A list of risks.
   * @default all
   */
  risk?: Severity[] | undefined;
}

/** What nobody gets. */
export interface GuardrailOptions {
  /** Prefix of every requested role's and policy's path; the path itself where a request names none. */
  path: string;
  /**
   * Paths of an earlier configuration: what was made under them can still be removed.
   * @default []
   */
  formerPaths?: string[] | undefined;
  /** What caps every requested role: `'default'`, the policy that this stack ships, or a policy outside the path. */
  permissionsBoundary: PolicyReference;
  /**
   * Actions that no requested document may allow; wildcards as in IAM.
   * @default []
   */
  forbiddenActions?: string[] | undefined;
  /**
   * Accounts besides this one that a trust policy may name without a finding.
   * @default []
   */
  trustedAccounts?: string[] | undefined;
  /**
   * Organisations (`o-…`, your own too) whose accounts a condition of a trust policy may let in without a finding.
   * @default []
   */
  trustedOrganizations?: string[] | undefined;
  /**
   * Managed policies that a role may have attached, as ARN patterns.
   * @default those under the guardrail path
   */
  attachablePolicies?: string[] | undefined;
  /**
   * RAM resource types that may be asked for, such as `'ssm:Parameter'`.
   * @default all
   */
  allowedResourceTypes?: string[] | undefined;
  /**
   * Tag keys that may be asked for.
   * @default all but `aws:` and `countersign:`
   */
  allowedTagKeys?: string[] | undefined;
  /**
   * The account's quotas, where Service Quotas has raised them.
   * @default AWS's own
   */
  quotas?: QuotaOptions | undefined;
}

/** The account's quotas; a number here raises nothing. */
export interface QuotaOptions {
  /**
   * Characters of a trust policy, white space between tokens aside: 2,048 to 4,096.
   * @default 2048
   */
  trustPolicyLength?: number | undefined;
  /**
   * Managed policies attached to one role: 10 to 25.
   * @default 10
   */
  attachedPoliciesPerRole?: number | undefined;
  /**
   * Requests a second that Roles Anywhere takes about profiles, and about tags, the lower of the two: 1 to 100.
   * @default 1
   */
  rolesAnywhereRequests?: number | undefined;
}

/** An archive in a bucket of the stack's own. */
export interface OwnAuditOptions {
  /** The default retention of the bucket. It cannot be taken back for what is written under it. */
  objectLock: ObjectLockOptions;
}

/** For how long nobody can change what is archived. */
export interface ObjectLockOptions {
  /** `'compliance'`: nobody can before the days are over; `'governance'`: holders of `s3:BypassGovernanceRetention` can. */
  mode: 'governance' | 'compliance';
  /** 1 to 36,500. */
  days: number;
}

/** An archive in another account, out of the reach of this one's administrator. */
export interface ForeignAuditOptions {
  /** A bucket with Object Lock and a default retention, in the same region. */
  bucket: BucketReference;
  /** An asymmetric signing key (`RSA_3072`) in the same region. */
  key: KeyReference;
}

/** Alarms go to a topic that you have. */
export interface TopicAlarmOptions {
  /** Its policy lets CloudWatch publish; so does the policy of its key, if it has one. */
  topic: TopicReference;
  /**
   * `'essential'`: only the alarms of lost requests, broken records and nobody able to approve.
   * @default 'all'
   */
  level?: 'essential' | 'all' | undefined;
}

/** Alarms go to an address, once somebody has followed the link in the first mail. */
export interface EmailAlarmOptions {
  /** The address. */
  email: string;
  /**
   * `'essential'`: only the alarms of lost requests, broken records and nobody able to approve.
   * @default 'all'
   */
  level?: 'essential' | 'all' | undefined;
}
