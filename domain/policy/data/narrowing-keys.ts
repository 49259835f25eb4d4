/** What a value of a condition key is, and so which values leave something out. */
export type NarrowingKind =
  | 'text'
  | 'account'
  | 'organization'
  | 'network'
  | 'arn'
  | 'service'
  | 'addresses'
  | 'mfa'
  | 'mfaAge';

/**
 * The condition keys that are known to narrow what a permission statement allows: whoever writes or holds the policy
 * neither chooses their value nor always meets it (IAM User Guide, global condition context keys). A key that is
 * missing here counts as met by everyone. Left out on purpose, of those that look alike:
 *
 * - `aws:PrincipalAccount`, `aws:PrincipalOrgID`, `aws:PrincipalOrgPaths`, `aws:PrincipalType`: a policy of an account
 *   is held in that account alone, so its own values hold for every holder;
 * - `aws:PrincipalArn`, `aws:userid`, `aws:username`: they name the holder, whom the requester chooses anyway;
 * - `aws:ResourceAccount`, `aws:ResourceOrgID`: nearly all that a holder can reach is in the own account;
 * - `aws:RequestedRegion`: the caller chooses the Region, and IAM has but one;
 * - `aws:RequestTag/…`, `aws:TagKeys`, `aws:UserAgent`, `aws:Referer`, `sts:ExternalId`: the caller sends them;
 * - `aws:CurrentTime`, `aws:EpochTime`, `aws:TokenIssueTime`: what may be done for a day is done;
 * - `aws:SecureTransport`, `aws:ViaAWSService`, `aws:CalledVia`: every caller can come that way;
 * - `iam:PolicyARN`, `iam:PermissionsBoundary`: the policy that is named may allow everything.
 */
export const narrowingKeys: readonly (readonly [key: RegExp, kind: NarrowingKind])[] = [
  /** Administrators or the identity provider set tags of principals. */
  [/^aws:principaltag\/./, 'text'],
  /** What has the tag is less than what is there; many services have the key under their own name too. */
  [/^[a-z0-9-]+:resourcetag\/./, 'text'],
  [/^s3:existingobjecttag\/./, 'text'],
  [/^rds:(db|cluster)-tag\/./, 'text'],
  /** A call from a network comes through it; a call from elsewhere lacks the key. */
  [/^aws:(source|ec2instancesource)vpc$/, 'network'],
  [/^aws:sourcevpce$/, 'network'],
  [/^aws:sourcevpcarn$/, 'arn'],
  [/^aws:vpceaccount$/, 'account'],
  [/^aws:vpceorgid$/, 'organization'],
  [/^aws:(sourceip|vpcsourceip)$/, 'addresses'],
  /** Only a call that a service makes for a resource has these. */
  [/^aws:sourcearn$/, 'arn'],
  [/^aws:sourceaccount$/, 'account'],
  [/^aws:sourceorgid$/, 'organization'],
  /** The service that gets the role is the only one that can use it. */
  [/^iam:passedtoservice$/, 'service'],
  /** Stolen access keys are without the second factor; the key is missing where there was none. */
  [/^aws:multifactorauthpresent$/, 'mfa'],
  [/^aws:multifactorauthage$/, 'mfaAge'],
];
