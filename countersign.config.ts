import { type ConfigurationInput, group } from './domain/configuration/configuration.ts';

/**
 * Who may ask for what, who countersigns it, and what nobody gets in this deployment. Checked at synth and shipped
 * with every function, so that a change of the rules is a reviewed commit and a deployment.
 */
export default {
  /** Where cards go, and whose clicks count. All three ids are on the app's and the channel's "About" page. */
  slack: {
    /** The workspace, or a list of several: clicks of anybody from another one are refused. */
    team: 'T0COUNTERSIGN',
    /** The Slack app made from slack/manifest.yaml: clicks that came through another one are refused. */
    app: 'A0COUNTERSIGN',
    /** The channel that gets the cards; invite the app to it. */
    channel: 'C0APPROVALS',
  },

  /** Who may submit, by request type: 'anyone' with access to the API, or role(…) and iam(…) patterns. */
  requesters: { default: 'anyone' },

  /**
   * How an IAM identity becomes a Slack user, so that nobody approves their own request or counts twice. A session name
   * counts as an e-mail address only for roles whose callers cannot choose it: those of IAM Identity Center.
   */
  identities: [{ role: 'AWSReservedSSO_*', sessionNameIs: 'email' }],

  /** Who approves: read top to bottom, the first rule that matches counts, the last must match everything. */
  approvals: [
    // What could take over the account: two of the security group, while somebody still remembers why.
    { when: { risk: ['high', 'critical'] }, approvers: [group('S0SECURITY')], quorum: 2, window: '24h' },
    // Everything else: any one of the leads, with a weekend in between.
    { when: 'any', approvers: [group('S0LEADS')], quorum: 1, window: '72h' },
  ],

  guardrails: {
    /** Every requested role and policy is created under this path; so are the permissions to create them. */
    path: '/requested/',
    /** 'default': every requested role is capped by the boundary that this stack ships; or a policy's ARN. */
    permissionsBoundary: 'default',
    /** Actions that no requested document may allow. */
    forbiddenActions: ['organizations:*'],
    /**
     * Managed policies that a role may have attached: requested ones, and of AWS's own those that somebody looked at, each by
     * itself. These write logs, and pull images; ReadOnlyAccess is no such policy, since it reads all data.
     */
    attachablePolicies: [
      'arn:*:iam::*:policy/requested/*',
      'arn:*:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
      'arn:*:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy',
    ],
    /** Accounts besides this one that a trust policy may name without a finding. */
    trustedAccounts: [],
  },

  /**
   * How long the archived trail and its digests cannot be changed or deleted. There is no default, for neither choice
   * can be taken back for what is written under it:
   * - 'governance': whoever holds s3:BypassGovernanceRetention, and changes the bucket's policy first, still can.
   *   The choice for a trial; it is made here so that a first deployment can be taken down again.
   * - 'compliance': nobody can before the days are over, the root user and AWS included; and it costs storage till then.
   * Or, so that not even this account's administrator can: { bucket: 'name', key: 'arn:aws:kms:…' } of another account
   * in the same region (docs/runbook.md says with which policies); this stack then creates neither.
   */
  audit: { objectLock: { mode: 'governance', days: 30 } },

  /**
   * Who is told when something needs an operator: an address, or { topic: 'arn:aws:sns:…' }. Absent: nobody. With level
   * 'essential' there are those alarms alone that cannot wait (docs/runbook.md names them); 'all' unless said otherwise.
   */
  // alarms: { email: 'ops@example.com' },
} satisfies ConfigurationInput;
