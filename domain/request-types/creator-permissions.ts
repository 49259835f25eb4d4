import { iamArn } from '../aws/arns.ts';
import { boundaryArnOf } from '../aws/own-resources.ts';
import { requestIdTag } from '../plan.ts';
import type { PermissionContext, PolicyStatementData } from './request-type.ts';

/** One statement that allows something. */
export function grant(
  sid: string,
  actions: string[],
  resource: string | string[],
  conditions?: PolicyStatementData['conditions'],
): PolicyStatementData {
  return { sid, actions, resources: [resource].flat(), ...(conditions && { conditions }) };
}

/** Nothing is created or tagged but what carries a request id. */
export const onlyTaggedRequests = { StringLike: { [`aws:RequestTag/${requestIdTag}`]: '?*' } };

/** Access Analyzer knows no resource of an action to name. */
export const validateDocuments = /* @__PURE__ */ grant(
  'ValidateDocuments',
  ['access-analyzer:ValidatePolicy'],
  '*',
);

/**
 * Roles are read by name, and IAM asks for the permission on the ARN that it finds: a name may turn out to be taken
 * outside the guardrail path.
 */
export function readRoles(context: PermissionContext): PolicyStatementData {
  return grant('FindRoles', ['iam:GetRole'], iamArn(context, 'role', '/', '*'));
}

/** The boundary that every requested role gets. */
export function readBoundary(context: PermissionContext): PolicyStatementData {
  return grant('ReadBoundary', ['iam:GetPolicy'], boundaryArnOf(context.guardrails, context));
}

/** What one's own boundary says; what the shipped one says is known. */
export function readOwnBoundary(context: PermissionContext): PolicyStatementData[] {
  const { permissionsBoundary } = context.guardrails;
  return permissionsBoundary === 'default'
    ? []
    : [grant('ReadBoundaryDocument', ['iam:GetPolicyVersion'], permissionsBoundary)];
}

/** Managed policies of this account and of AWS. */
export function readManagedPolicies(context: PermissionContext): PolicyStatementData {
  const own = iamArn(context, 'policy', '/', '*');
  const ofAws = iamArn({ ...context, account: 'aws' }, 'policy', '/', '*');
  return grant('ReadManagedPolicies', ['iam:GetPolicy'], [own, ofAws]);
}

/** What a profile refers to. */
export function readReferences(context: PermissionContext): PolicyStatementData[] {
  return [readRoles(context), readManagedPolicies(context)];
}

/** Every role, or policy, that requests can create. */
export function requestedArns(kind: 'role' | 'policy', context: PermissionContext): string {
  return iamArn(context, kind, context.guardrails.path, '*');
}

/** What gives a role permissions; only the function that creates roles does any of it. */
const permitting = ['iam:AttachRolePolicy', 'iam:PutRolePolicy'];

/** What would change, remove or use a role that was requested. No creation does. */
const changing = [
  'iam:DeleteRole',
  'iam:DeleteRolePermissionsBoundary',
  'iam:DeleteRolePolicy',
  'iam:DetachRolePolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:UpdateAssumeRolePolicy',
  'sts:AssumeRole',
];

/**
 * What a creating function must never do with what it creates, whatever it is granted elsewhere: else CreateRole
 * would be a way to every permission.
 */
export function creatorDenials(context: PermissionContext): PolicyStatementData[] {
  return [
    {
      sid: 'NeverChangeOrAssumeRoles',
      effect: 'Deny',
      actions: [...permitting, ...changing],
      resources: [requestedArns('role', context)],
    },
    neverChangePolicies(context),
  ];
}

/** The same for the function that gives new roles their permissions: those inside the boundary, and no others. */
export function roleCreatorDenials(context: PermissionContext): PolicyStatementData[] {
  const unbounded = {
    StringNotEquals: { 'iam:PermissionsBoundary': boundaryArnOf(context.guardrails, context) },
  };
  return [
    {
      sid: 'NeverChangeOrAssumeRoles',
      effect: 'Deny',
      actions: changing,
      resources: [requestedArns('role', context)],
    },
    {
      sid: 'NeverPermitUnbounded',
      effect: 'Deny',
      actions: permitting,
      resources: [iamArn(context, 'role', '/', '*')],
      conditions: unbounded,
    },
    neverChangePolicies(context),
  ];
}

function neverChangePolicies(context: PermissionContext): PolicyStatementData {
  return {
    sid: 'NeverChangePolicies',
    effect: 'Deny',
    actions: ['iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion'],
    resources: [requestedArns('policy', context)],
  };
}
