import * as z from 'zod';
import { stsActions } from '../../../domain/policy/data/sts-actions.ts';
import { limitExceeded, malformedDocument } from './errors.ts';

/**
 * The checks of policy documents that need no knowledge of services, with the messages IAM was seen to answer with
 * (moto's and LocalStack's recordings). Not a full grammar, and principals are not looked up.
 */
const oneOrMany = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const principals = z.record(z.string(), oneOrMany).catch({});
const statement = z.object({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.unknown().optional(),
  NotPrincipal: z.unknown().optional(),
  Action: oneOrMany.optional(),
  NotAction: oneOrMany.optional(),
  Resource: oneOrMany.optional(),
  NotResource: oneOrMany.optional(),
});
const policy = z.object({
  Version: z.enum(['2012-10-17', '2008-10-17']).optional(),
  Statement: z.union([statement, z.array(statement).min(1)]).transform((value) => [value].flat()),
});
type Statement = z.output<typeof statement>;

/**
 * Throws what CreateRole answers to a trust policy it does not take; `quota` is the account's for its characters.
 * Principals of our own account need not exist; services are taken as they are named, but for what AWS was seen to refuse.
 */
export function checkTrustPolicy(text: string, quota: number): void {
  checkSize(text, quota, 'ACLSizePerRole');
  for (const part of parsePolicy(text).Statement) {
    if (part.Resource ?? part.NotResource) throw malformedDocument('Has prohibited field Resource');
    if (part.Principal === undefined) throw malformedDocument('Missing required field Principal');
    if (part.Principal === '*') {
      throw malformedDocument('AssumeRolepolicy contained an invalid principal: "STAR":"*".');
    }
    if (!actionsOf(part).every(isTrustAction)) {
      throw malformedDocument('AssumeRole policy may only specify STS AssumeRole actions.');
    }
    checkPrincipals(part.Principal);
  }
}

/** STS's own actions, and wildcards (pulumi-aws #4629, terraform-provider-aws #32872 show what is refused). */
function isTrustAction(action: string): boolean {
  const [service, name = ''] = action.toLowerCase().split(':', 2);
  return service === 'sts' && (/[*?]/.test(name) || stsActions.some((known) => known.toLowerCase() === name));
}

/** No service, although CloudTrail knows it (hashicorp/terraform #35086). */
const noServices = ['tagging.amazonaws.com'];

/** Another partition has no principals of this one. */
function checkPrincipals(principal: unknown): void {
  for (const [kind, values] of Object.entries(principals.parse(principal))) {
    const stranger = values.find(
      (value) => noServices.includes(value) || (value.startsWith('arn:') && !value.startsWith('arn:aws:')),
    );
    if (stranger === undefined) continue;
    throw malformedDocument(`Invalid principal in policy: "${kind.toUpperCase()}":"${stranger}"`);
  }
}

/** Throws what CreatePolicy answers to a managed policy it does not take. */
export function checkManagedPolicy(text: string): void {
  checkSize(text, 6144, 'PolicySize');
  const { Version, Statement: statements } = parsePolicy(text);
  if (Version !== '2012-10-17') {
    throw malformedDocument('Policy document must be version 2012-10-17 or greater.');
  }
  checkIdentityStatements(statements);
}

/** Throws what PutRolePolicy answers to a document it does not take; how long a role's may be is for the caller to know. */
export function checkInlinePolicy(text: string): void {
  checkIdentityStatements(parsePolicy(text).Statement);
}

function checkIdentityStatements(statements: readonly Statement[]): void {
  statements.forEach(checkIdentityStatement);
  const sids = statements.flatMap(({ Sid }) => Sid || []);
  if (new Set(sids).size < sids.length) {
    throw malformedDocument('Statement IDs (SID) in a single policy must be unique.');
  }
}

function checkIdentityStatement(part: Statement): void {
  if (part.Principal !== undefined || part.NotPrincipal !== undefined) {
    throw malformedDocument('Policy document should not specify a principal.');
  }
  if (actionsOf(part).some((action) => action !== '*' && !action.includes(':'))) {
    throw malformedDocument('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.');
  }
  const resources = part.Resource ?? part.NotResource;
  if (resources === undefined) throw malformedDocument('Policy statement must contain resources.');
  const stray = resources.find((resource) => !/^(\*|arn:|\$\{)/.test(resource));
  if (stray !== undefined) throw malformedDocument(`Resource ${stray} must be in ARN format or "*".`);
  for (const resource of resources) checkArn(resource);
}

/** The account's partition, and no Region where an ARN has none (aws-cdk #22445, boto3 #1154: `*` is taken). */
function checkArn(arn: string): void {
  const [prefix, partition = '', service, region = '', , name = ''] = arn.split(':');
  if (prefix !== 'arn') return;
  if (!['aws', '*'].includes(partition)) {
    throw malformedDocument(`Partition "${partition}" is not valid for resource "${arn}".`);
  }
  if (/^\**$/.test(region)) return;
  if (service === 'iam') throw malformedDocument(`IAM resource ${arn} cannot contain region information.`);
  if (service === 's3' && !/^(accesspoint|access-grants|job|async-request|storage-lens)/.test(name)) {
    throw malformedDocument(`Resource ${arn} can not contain region information.`);
  }
}

function actionsOf(part: Statement): string[] {
  const actions = part.Action ?? part.NotAction;
  if (actions === undefined) throw malformedDocument('Policy statement must contain actions.');
  return actions;
}

/** White space does not count towards IAM's quotas for documents. */
function checkSize(text: string, quota: number, name: string): void {
  if (text.replace(/\s/g, '').length > quota) {
    throw limitExceeded(`Cannot exceed quota for ${name}: ${quota}`);
  }
}

function parsePolicy(text: string): z.output<typeof policy> {
  const parsed = policy.safeParse(parseJson(text));
  if (!parsed.success) throw malformedDocument('Syntax errors in policy.');
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformedDocument('This policy contains invalid Json');
  }
}
