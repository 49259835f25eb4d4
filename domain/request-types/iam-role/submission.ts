import { iamArn } from '../../aws/arns.ts';
import { boundaryArnOf } from '../../aws/own-resources.ts';
import { iamTags, tagProblems, withRequestId } from '../../aws/tags.ts';
import {
  grant,
  onlyTaggedRequests,
  readBoundary,
  readOwnBoundary,
  readRoles,
  requestedArns,
  roleCreatorDenials,
  validateDocuments,
} from '../creator-permissions.ts';
import { defineSubmission } from '../define-submission.ts';
import { placeProblems } from '../paths.ts';
import type { PermissionContext, PolicyStatementData } from '../request-type.ts';
import { attachablePatterns, attachedPolicyProblems } from './attached-policies.ts';
import { roleFindings } from './findings.ts';
import { roleProblems } from './guardrails.ts';
import { readInlinePolicies } from './inline-policies.ts';
import { parameters, planned } from './plan.ts';
import { removalPermissions } from './removal-permissions.ts';
import { wholeRole } from './whole.ts';

function permissions(context: PermissionContext): PolicyStatementData[] {
  const roles = requestedArns('role', context);
  const bounded = { StringEquals: { 'iam:PermissionsBoundary': boundaryArnOf(context.guardrails, context) } };
  return [
    grant('CreateBoundedRoles', ['iam:CreateRole'], roles, { ...bounded, ...onlyTaggedRequests }),
    grant('TagRoles', ['iam:TagRole'], roles, onlyTaggedRequests),
    grant('PutPolicies', ['iam:PutRolePolicy'], roles, bounded),
    ...attachPolicies(context),
    ...readAttachable(context, ['iam:GetPolicy']),
    // By name and at once with GetRole, and IAM asks for the permission on the ARN that it finds, if it finds one.
    grant('ReadPolicies', policyReads, iamArn(context, 'role', '/', '*')),
    readRoles(context),
    readBoundary(context),
    ...roleCreatorDenials(context),
  ];
}

/** None where nothing may be attached: a condition without a value would be refused. */
function attachPolicies(context: PermissionContext): PolicyStatementData[] {
  const { guardrails } = context;
  const attachable = attachablePatterns(guardrails, context);
  if (attachable.length === 0) return [];
  return [
    grant('AttachPolicies', ['iam:AttachRolePolicy'], requestedArns('role', context), {
      StringEquals: { 'iam:PermissionsBoundary': boundaryArnOf(guardrails, context) },
      ArnLike: { 'iam:PolicyARN': attachable },
    }),
  ];
}

/** The policies that a plan may attach: whether they are as they were, and what they say. */
function readAttachable(context: PermissionContext, actions: string[]): PolicyStatementData[] {
  const attachable = attachablePatterns(context.guardrails, context);
  return attachable.length === 0 ? [] : [grant('ReadAttachable', actions, attachable)];
}

/** What it takes to read a role as a whole, besides the role itself. */
const policyReads = ['iam:GetRolePolicy', 'iam:ListRolePolicies', 'iam:ListAttachedRolePolicies'];

export const iamRole = /* @__PURE__ */ defineSubmission({
  title: 'IAM role',
  operation: 'CreateRole',
  parameters,
  planned,
  refusals: {
    PolicyDocument:
      'A role has no PolicyDocument: the trust policy is AssumeRolePolicyDocument, and what the role may do stands in Policies.',
    Arn: 'AWS makes the ARN of RoleName and Path. Leave it out.',
    RoleId: 'AWS chooses the RoleId. Leave it out.',
  },
  document: { kind: 'trust', field: 'AssumeRolePolicyDocument' },
  permissions,
  removalPermissions,
  listingPermissions: (place) => [
    grant('ListRoles', ['iam:ListRoles'], '*'),
    // By name, and IAM asks for the permission on the ARN that it finds.
    grant('ReadRoles', ['iam:GetRole', ...policyReads], iamArn(place, 'role', '/', '*')),
  ],
  inspectionPermissions: (context) => [
    readRoles(context),
    readBoundary(context),
    ...readOwnBoundary(context),
    ...readAttachable(context, ['iam:GetPolicy', 'iam:GetPolicyVersion']),
    validateDocuments,
  ],
  example: {
    justification: 'CI deploys the payments service; ticket PAY-1234',
    parameters: {
      RoleName: 'payments-deploy',
      Description: 'Deploys the payments service',
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'rolesanywhere.amazonaws.com' },
            Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
            Condition: {
              ArnEquals: {
                'aws:SourceArn':
                  'arn:aws:rolesanywhere:us-east-1:111122223333:trust-anchor/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0',
              },
              StringEquals: { 'aws:PrincipalTag/x509Subject/CN': 'payments-build-machine' },
            },
          },
        ],
      },
    },
  },
  problems: (submitted, context) => [
    ...placeProblems('RoleName', submitted, context),
    ...roleProblems(submitted, context),
    ...tagProblems(submitted, iamTags, context),
    ...readInlinePolicies(submitted, context).problems,
    ...attachedPolicyProblems(submitted, context),
  ],
  fill: (values, document, context) => ({
    Path: values.Path ?? context.guardrails.path,
    RoleName: values.RoleName,
    AssumeRolePolicyDocument: document,
    Description: values.Description,
    MaxSessionDuration: values.MaxSessionDuration ?? 3600,
    PermissionsBoundary: boundaryArnOf(context.guardrails, context),
    Tags: withRequestId(values.Tags, iamTags, context.requestId),
  }),
  whole: wholeRole,
  findings: roleFindings,
  nameAndResource: ({ Path, RoleName }, call) => ({
    name: RoleName,
    resource: iamArn(call, 'role', Path, RoleName),
  }),
});
