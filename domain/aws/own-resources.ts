import type { Guardrails } from '../configuration/configuration.ts';
import { iamArn, type Place, partitionAt } from './arns.ts';

/** What every named resource of Countersign's own begins with; compared ignoring case, as IAM compares names. */
export const ownNamePrefix = 'countersign-';
/** The IAM path of Countersign's own roles and policies. */
export const ownPath = '/countersign/';
/** The SSM parameter that says whether anything may be created: `off`, or `on` and everything waits. */
export const killSwitchParameter = `${ownPath}kill-switch`;
/** The permissions boundary that the stack ships, and that `permissionsBoundary: 'default'` means. */
export const boundaryPolicyName = `${ownNamePrefix}boundary`;

/** The ARN of the boundary that every requested role gets. */
export function boundaryArnOf(guardrails: Guardrails, place: Place): string {
  return guardrails.permissionsBoundary === 'default'
    ? iamArn(place, 'policy', '/', boundaryPolicyName)
    : guardrails.permissionsBoundary;
}

/** Whether a resource of this name is, or would look like, one of Countersign's own. */
export function isOwnName(name: string): boolean {
  return name.toLowerCase().startsWith(ownNamePrefix);
}

/**
 * Whether an ARN, which may hold wildcards, names one of Countersign's own resources in `account`: a name that
 * begins like theirs, or their path. An S3 ARN names a bucket first; what follows is its content, not ours.
 */
export function namesOwnResource(arn: string, account: string): boolean {
  const [, , service = '', , owner = '', ...rest] = arn.split(':');
  if (owner !== account && owner !== '' && !/[*?]/.test(owner)) return false;
  const names = rest.join(':').split(/[:/]/);
  const relevant = service === 's3' ? names.slice(0, 1) : names;
  return relevant.some((name) => isOwnName(name) || name.toLowerCase() === 'countersign');
}

/**
 * ARN patterns of Countersign's own resources, each with its service, for telling what a wildcard reaches. `exact` are
 * the ARNs of those that AWS names, and of what deploys the rest. Where those are not known, a name like ours stands
 * for them, which wildcards reach.
 */
export function ownResourcePatterns(place: Place, exact: readonly string[] = []): string[] {
  return [...patternsOf(ownNames, place), ...patternsOf(deployment, place), ...exact];
}

/** What has a name of ours, and what would have one if it could have any. */
const ownNames = {
  iam: [`role/${ownNamePrefix}*`, `policy/${ownNamePrefix}*`, `role${ownPath}*`, `policy${ownPath}*`],
  dynamodb: [`table/${ownNamePrefix}*`],
  lambda: [`function:${ownNamePrefix}*`, `event-source-mapping:${ownNamePrefix}*`],
  states: [`stateMachine:${ownNamePrefix}*`, `execution:${ownNamePrefix}*`],
  secretsmanager: [`secret:${ownNamePrefix}*`, `secret:${ownPath.slice(1)}*`],
  ssm: [`parameter${ownPath}*`],
  logs: [`log-group:/aws/*/${ownNamePrefix}*`, `log-group:${ownNamePrefix}*`],
  events: [`rule/${ownNamePrefix}*`],
  s3: [`${ownNamePrefix}*`],
  sqs: [`${ownNamePrefix}*`],
  kms: [`alias/${ownNamePrefix}*`, `key/${ownNamePrefix}*`],
  wafv2: [`regional/webacl/${ownNamePrefix}*`],
  apigateway: [`/restapis/${ownNamePrefix}*`],
  cloudformation: ['stack/countersign/*', `stack/${ownNamePrefix}*`],
};

/**
 * What CDK deploys with (its bootstrap template, any qualifier): whoever takes those roles, or exchanges code on the
 * way, changes every stack they deploy, and what they execute with is by default an administrator.
 */
const deployment = {
  iam: ['deploy', 'cfn-exec', 'file-publishing', 'image-publishing', 'lookup'].map(
    (role) => `role/cdk-*-${role}-role-*`,
  ),
  s3: ['cdk-*-assets-*'],
  ssm: ['parameter/cdk-bootstrap/*'],
};

function patternsOf(names: Readonly<Record<string, readonly string[]>>, place: Place): string[] {
  const partition = partitionAt(place);
  return Object.entries(names).flatMap(([service, resources]) => {
    const scope = scopeOf(service, place);
    return resources.map((resource) => `arn:${partition}:${service}:${scope}:${resource}`);
  });
}

/** Region and account as the ARNs of a service have them. */
function scopeOf(service: string, { account, region }: Place): string {
  if (service === 's3') return ':';
  if (service === 'iam') return `:${account}`;
  return service === 'apigateway' ? `${region}:` : `${region}:${account}`;
}
