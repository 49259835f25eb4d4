import { requestIdTag } from '../plan.ts';
import { iamArn } from './arns.ts';
import type { PlanContext, PolicyStatementData } from './request-type.ts';

export type PermissionContext = Pick<PlanContext, 'account' | 'region' | 'guardrails'>;

/** One statement that allows something. */
export function grant(
  sid: string,
  actions: string[],
  resource: string,
  conditions?: PolicyStatementData['conditions'],
): PolicyStatementData {
  return { sid, actions, resources: [resource], ...(conditions && { conditions }) };
}

/** Nothing is created or tagged but what carries a request id. */
export const onlyTaggedRequests = { StringLike: { [`aws:RequestTag/${requestIdTag}`]: '?*' } };

/** Every role, or policy, that requests can create. */
export function requestedArns(kind: 'role' | 'policy', context: PermissionContext): string {
  return iamArn(context, kind, context.guardrails.path, '*');
}

/**
 * What a creating function must never do with what it creates, whatever it is granted elsewhere: else CreateRole
 * would be a way to every permission.
 */
export function creatorDenials(context: PermissionContext): PolicyStatementData[] {
  return [
    {
      sid: 'NeverChangeOrAssumeRoles',
      effect: 'Deny',
      actions: [
        'iam:AttachRolePolicy',
        'iam:PutRolePolicy',
        'iam:UpdateAssumeRolePolicy',
        'iam:DeleteRolePermissionsBoundary',
        'iam:PutRolePermissionsBoundary',
        'sts:AssumeRole',
      ],
      resources: [requestedArns('role', context)],
    },
    {
      sid: 'NeverChangePolicies',
      effect: 'Deny',
      actions: ['iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion'],
      resources: [requestedArns('policy', context)],
    },
  ];
}
