import type { DerivedRisk } from '../catalogue.ts';

/** What the Service Authorization Reference says about an action. */
export interface ActionFacts {
  service: string;
  name: string;
  /** Its access levels: `Read`, `List`, `Write`, `Tagging`, `Permissions management`. */
  levels: readonly string[];
}

/** What an action risks by its name and access level, so that the actions of new services are told too. */
export function derivedRisksOf(facts: ActionFacts): DerivedRisk[] {
  const risks: DerivedRisk[] = [];
  if (changesPermissions(facts)) risks.push('PERMISSIONS');
  if (handsOutCredentials(facts)) risks.push('CREDENTIALS');
  if (destroys(facts)) risks.push('DESTRUCTION');
  return risks;
}

/** Services that say who people are and what they may do: every change in one of them is about permissions. */
const identityServices =
  'iam acm-pca organizations identitystore sso sso-directory identity-sync account-access ds ds-data rolesanywhere ram signin'.split(
    ' ',
  );
/** A role that AWS made for a service of its own is nobody else's; a report changes nothing. */
const harmlessInIdentity =
  /^(?:Create|Delete)ServiceLinkedRole$|^(?:Start|Cancel)ADAssessment$|LogSubscription|EventTopic|NotificationSettings$|^ChangePassword$|AuditReport$/;
/** Writes a policy or a grant that says who may use a resource; policies about anything else are told apart below. */
const writesPolicy =
  /^(?:Put|Set|Add|Update|Attach|Create)(?:[A-Z]\w*)?(?:Policy|PolicyStatement|Permissions?|PermissionStatement|Acl|ACL|AccessEntry|AccessGrant|AccessPolicy)$/;
const otherPolicies =
  /(?:Scaling|Lifecycle|Retention|Password|Cors|CORS|DataProtection|Index|Metric|Transformer|Scheduling|AutomatedReasoning|Continuous\w+|Ipam|Metering|\w*Stickiness|LoadBalancer|AutoTermination|Playback\w*|StorageTier|Approval|Resiliency|Configuration|\w*Creation|Reputation\w+|Backup|Patch|Cache|OriginRequest|ResponseHeaders|Alert\w*|Protection|Sharding|Routing|Logging|Rotation|Sampling|Traffic|Firewall|Network|Security|Sending|Filter|Account|WebACL|NetworkAcl|WebAcl)(?:Policy|ACL|Acl)$|^SetWebAcl$/;

/** What a policy may allow by the tags of its holder (`aws:PrincipalTag`) changes with them. */
const tagsPeople = /^(?:Tag|Untag)(?:User|Role)$/;
/** Their policies are about firewalls and resilience. */
const policyServices = ['fms', 'resiliencehub', 'network-security-manager'];

function changesPermissions({ service, name, levels }: ActionFacts): boolean {
  if (levels.includes('Permissions management')) return true;
  if (service === 'iam' && tagsPeople.test(name)) return true;
  if (!levels.includes('Write') || levels.includes('Tagging')) return false;
  if (identityServices.includes(service)) return !harmlessInIdentity.test(name);
  if (policyServices.includes(service)) return false;
  return /^Pass[A-Z]/.test(name) || (writesPolicy.test(name) && !otherPolicies.test(name));
}

/** Answers with what lets its holder in, or sets it. */
const credentials =
  /(?:Token(?:ForJWT|ForUserId|WithIAM)?|Tokens|Credentials?(?:ForIdentity|WithIAM|ForOrganization|OnEnvironmentEC2)?|Password|ApiKey|AccessKeys?|LoginProfile|PrivateKey|KeyPairs?|AuthCode|Presigned\w*|EmbedUrl\w*|StreamingURL|LoginUrl|SSHPublicKey|SecretValue|SharedSecret|Secrets|ExportCertificate|IssueCertificate|ExportKey)$|^AssumeR/;
const obtains =
  /^(?:Get|BatchGet|Create|Generate|Issue|Reset|Rotate|Regenerate|Retrieve|Download|Export|Exchange|Refresh|Request|Reveal|Send|Set|Update|Upload|Change|AdminSet|AdminReset|AdminGet|Add|Assume|Derive|PutCredentials|Modify|GlueNotebook|Call)/;
/** Counts, checks or describes them, or is about something else of that name. */
const noCredentials =
  /^(?:GetRandomPassword|GetLoginProfile|GetSSHPublicKey|GetKeyPairs?|ChangePassword|GenerateDataKeyPair)$|CountTokens|TokenBalance|ChangeToken|VerificationToken$/;

function handsOutCredentials({ name }: ActionFacts): boolean {
  return credentials.test(name) && obtains.test(name) && !noCredentials.test(name);
}

const ends =
  /(?:^|[a-z])(?:Delete|Deletion|Terminate|Purge|Destroy|Drop|Wipe|Erase|Empty|Flush)(?:[A-Z]|$)|^DELETE$/;
/** Ends something without those words. */
const alsoEnds = `
  apigateway: DELETE
  dynamodb: BatchWriteItem
  ec2: DeregisterImage ReleaseAddress ReleaseHosts CancelSpotFleetRequests CancelSpotInstanceRequests
  ecr: PutLifecyclePolicy
  ecs: DeregisterContainerInstance
  elasticloadbalancing: DeregisterTargets
  kinesis: DecreaseStreamRetentionPeriod
  logs: PutRetentionPolicy
  organizations: CloseAccount RemoveAccountFromOrganization LeaveOrganization
  account: CloseAccount
  route53: ChangeResourceRecordSets
  route53domains: TransferDomainToAnotherAwsAccount
  s3: PutLifecycleConfiguration
  workspaces: RebuildWorkspaces RestoreWorkspace
`;
const alsoEnding = new Set(
  alsoEnds
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [service = '', names = ''] = line.trim().split(': ');
      return names.split(' ').map((name) => `${service}:${name}`);
    }),
);
/**
 * Reviewed: what holds no data of others and serves nobody else (marks, views, reports and settings of one's own, what
 * runs for its caller only, what only watches), and what takes a deletion back.
 */
const harmlessEnds =
  /(?:(?<!LF)Tags?|TagOption|Sessions?|Alarms?|Dashboards|Annotation|Comments?|Favorite\w*|Bookmark|(?:Saved|Stored|Favorite|Named)Quer(?:y|ies)|QueryHistory|QueryDefinition|PreparedStatement|(?:Subscription|Metric|Archive|Findings)Filter|BillingView|^DeleteView|Tab|Widget|Insight|Draft|Preferences?|Notifications?|Estimate|Scenario|Quote|Invitations?|Attendee|Meeting|Silence|Suppression|NetworkInsights\w+|Recommendation\w*|EvaluationResults|AccountColor|KnownHostKeys|LogSubscription|ResourceScan|GeneratedTemplate|Finding|QueuedSavingsPlan|Report|AccountSetting|TestCase|ChangeSet)$|^(?:Cancel|Update|Notify|Describe|Modify|Enable)/;

function destroys({ service, name, levels }: ActionFacts): boolean {
  if (alsoEnding.has(`${service}:${name}`)) return true;
  return (
    levels.includes('Write') && !levels.includes('Tagging') && ends.test(name) && !harmlessEnds.test(name)
  );
}
