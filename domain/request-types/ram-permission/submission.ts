import { regionalArn } from '../../aws/arns.ts';
import { lowerCaseTags, tagProblems, withRequestId } from '../../aws/tags.ts';
import { grant, onlyTaggedRequests } from '../creator-permissions.ts';
import { defineSubmission } from '../define-submission.ts';
import { nameProblems } from '../paths.ts';
import type { PermissionContext, PolicyStatementData } from '../request-type.ts';
import { arnOf, parameters, planned } from './plan.ts';
import { removalPermissions } from './removal-permissions.ts';
import { resourceTypeFindings, resourceTypeProblems, templateActionProblems } from './resource-types.ts';

function findPermissions(context: PermissionContext): PolicyStatementData {
  return grant('FindPermissions', ['ram:GetPermission'], regionalArn(context, 'ram', 'permission/*'));
}

function permissions(context: PermissionContext): PolicyStatementData[] {
  const requested = regionalArn(context, 'ram', 'permission/*');
  return [
    // CreatePermission has no resource to name: the ARN comes into being with it.
    grant('CreatePermissions', ['ram:CreatePermission'], '*', onlyTaggedRequests),
    grant('TagPermissions', ['ram:TagResource'], requested, onlyTaggedRequests),
    findPermissions(context),
  ];
}

export const ramPermission = /* @__PURE__ */ defineSubmission({
  title: 'RAM permission',
  operation: 'CreatePermission',
  parameters,
  planned,
  refusals: {
    clientToken: 'Countersign sets clientToken itself, so that a resend creates nothing twice. Leave it out.',
  },
  document: { kind: 'ram', field: 'policyTemplate' },
  permissions,
  removalPermissions,
  listingPermissions: (place) => [
    grant('ListPermissions', ['ram:ListPermissions'], '*'),
    grant('ReadPermissions', ['ram:GetPermission'], regionalArn(place, 'ram', 'permission/*')),
  ],
  inspectionPermissions: (context) => [
    findPermissions(context),
    // A list has no resource to name.
    grant('ListResourceTypes', ['ram:ListResourceTypes'], '*'),
  ],
  example: {
    justification: 'Teams build images from our shared components, and change none; ticket NET-77',
    parameters: {
      name: 'use-shared-components',
      resourceType: 'imagebuilder:Component',
      policyTemplate: {
        Effect: 'Allow',
        Action: ['imagebuilder:GetComponent', 'imagebuilder:ListComponents'],
      },
      tags: [{ key: 'team', value: 'network' }],
    },
  },
  problems: (submitted, context) => [
    ...nameProblems('name', submitted),
    ...resourceTypeProblems(submitted, context),
    ...templateActionProblems(submitted),
    ...tagProblems(submitted, lowerCaseTags, context),
  ],
  fill: ({ name, resourceType, tags }, policyTemplate, { requestId }) => ({
    name,
    resourceType,
    policyTemplate,
    clientToken: requestId,
    tags: withRequestId(tags, lowerCaseTags, requestId),
  }),
  findings: ({ resourceType }) => resourceTypeFindings(resourceType),
  nameAndResource: (permission, call) => ({ name: permission.name, resource: arnOf(call, permission) }),
});
