import { CreateRoleCommand, type IAMClient } from '@aws-sdk/client-iam';
import * as z from 'zod';
import { iamArn } from '../aws/arns.ts';
import { iamFailures } from '../aws/failure-tables.ts';
import { classifyFailure, messageOf } from '../aws/failures.ts';
import { boundaryArnOf } from '../aws/own-resources.ts';
import { sightingOf } from '../aws/read-back.ts';
import { findRole, roleNameCheck, roleReading } from '../aws/role-reading.ts';
import { iamTags, tagProblems, withRequestId } from '../aws/tags.ts';
import {
  creatorDenials,
  grant,
  onlyTaggedRequests,
  readBoundary,
  readRoles,
  requestedArns,
  validateDocuments,
} from './creator-permissions.ts';
import { defineSubmission } from './define-submission.ts';
import { documentCheck } from './document-check.ts';
import { documentField } from './documents.ts';
import * as fields from './iam-fields.ts';
import { type Inspect, inspectionOf } from './inspection.ts';
import { placeProblems } from './paths.ts';
import { onlyCall } from './planned-call.ts';
import { policyChecks } from './reference-checks.ts';
import type { Creation, PermissionContext, PolicyStatementData } from './request-type.ts';
import { roleProblems } from './role-guardrails.ts';
import { roleFindings } from './sessions.ts';

/** `CreateRoleRequest` of IAM's model (API version 2010-05-08). */
const parameters = z.strictObject({
  Path: fields.rolePath.optional(),
  RoleName: fields.iamName(64).describe('Unique in the account, ignoring case.'),
  AssumeRolePolicyDocument: documentField('The trust policy: who may assume the role.'),
  Description: fields.roleDescription.optional(),
  MaxSessionDuration: z.int().min(3600).max(43_200).describe('Seconds.').meta({ default: 3600 }).optional(),
  PermissionsBoundary: fields.managedPolicyArn
    .describe('The boundary of the guardrails, also the default.')
    .optional(),
  Tags: fields.iamTagList.optional(),
});

/** What is sent: `CreateRoleRequest` with everything filled in. */
const planned = z.strictObject({
  Path: z.string(),
  RoleName: z.string(),
  AssumeRolePolicyDocument: z.string(),
  Description: z.string().exactOptional(),
  MaxSessionDuration: z.int(),
  PermissionsBoundary: z.string(),
  Tags: fields.plannedIamTags,
});
export type PlannedRole = z.output<typeof planned>;

const permissionsLater =
  'Countersign creates the role with its trust policy alone. Leave this out, ask for the permissions as an iam-policy request, and have somebody who may do so attach that policy to the role once both are created (aws iam attach-role-policy).';

function permissions(context: PermissionContext): PolicyStatementData[] {
  const roles = requestedArns('role', context);
  const bounded = { StringEquals: { 'iam:PermissionsBoundary': boundaryArnOf(context.guardrails, context) } };
  return [
    grant('CreateBoundedRoles', ['iam:CreateRole'], roles, { ...bounded, ...onlyTaggedRequests }),
    grant('TagRoles', ['iam:TagRole'], roles, onlyTaggedRequests),
    readRoles(context),
    readBoundary(context),
    ...creatorDenials(context),
  ];
}

export const iamRole = /* @__PURE__ */ defineSubmission({
  title: 'IAM role',
  operation: 'CreateRole',
  parameters,
  planned,
  refusals: {
    ManagedPolicyArns: permissionsLater,
    Policies: permissionsLater,
    PolicyDocument: `A role has no PolicyDocument: the trust policy is AssumeRolePolicyDocument. ${permissionsLater}`,
    Arn: 'AWS makes the ARN of RoleName and Path. Leave it out.',
    RoleId: 'AWS chooses the RoleId. Leave it out.',
  },
  document: { kind: 'trust', field: 'AssumeRolePolicyDocument' },
  permissions,
  inspectionPermissions: (context) => [readRoles(context), readBoundary(context), validateDocuments],
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
  confinement: ({ RoleName }) => ({ roleName: RoleName, permissionsBoundary: true }),
  findings: roleFindings,
  nameAndResource: ({ Path, RoleName }, call) => ({
    name: RoleName,
    resource: iamArn(call, 'role', Path, RoleName),
  }),
});

/** How long a role or user may stay unknown to IAM after its creation; Terraform allows the same. Services are not created. */
const principalSettleSeconds = 120;

export const iamRoleCreation: Creation<Pick<IAMClient, 'send'>> = {
  lookFirst: false,
  async send(call, client) {
    const answer = await client.send(new CreateRoleCommand(planned.parse(call.parameters)));
    return answer.Role?.Arn;
  },
  async find(call, requestId, client) {
    const role = planned.parse(call.parameters);
    const read = await findRole(role.RoleName, client);
    return read ? sightingOf(requestId, roleReading(read, role)) : { kind: 'absent' };
  },
  classify(error, elapsedSeconds = Number.POSITIVE_INFINITY) {
    const principalUnknown = messageOf(error).startsWith('Invalid principal in policy: "AWS"');
    if (principalUnknown && elapsedSeconds < principalSettleSeconds) return 'transient';
    return classifyFailure(error, iamFailures);
  },
};

export const iamRoleInspection: Inspect = (calls, requestId, { iam, accessAnalyzer }) => {
  const role = planned.parse(onlyCall(calls).parameters);
  const trust = '/parameters/AssumeRolePolicyDocument';
  return inspectionOf(
    roleNameCheck(role.RoleName, requestId, iam),
    policyChecks([{ arn: role.PermissionsBoundary, pointer: '/parameters/PermissionsBoundary' }], iam),
    documentCheck('trust', role.AssumeRolePolicyDocument, trust, accessAnalyzer),
  );
};
