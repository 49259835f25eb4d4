import { regionalArn } from '../../aws/arns.ts';
import { lowerCaseTags, tagProblems, withRequestId } from '../../aws/tags.ts';
import {
  creatorDenials,
  grant,
  onlyTaggedRequests,
  readReferences,
  requestedArns,
  validateDocuments,
} from '../creator-permissions.ts';
import { defineSubmission } from '../define-submission.ts';
import { nameProblems } from '../paths.ts';
import type { PermissionContext, PolicyStatementData } from '../request-type.ts';
import * as fields from './fields.ts';
import { profileFindings } from './findings.ts';
import { parameters, planned } from './plan.ts';
import { removalPermissions } from './removal-permissions.ts';

function permissions(context: PermissionContext): PolicyStatementData[] {
  const profiles = regionalArn(context, 'rolesanywhere', 'profile/*');
  const toRolesAnywhere = { StringEquals: { 'iam:PassedToService': 'rolesanywhere.amazonaws.com' } };
  return [
    // CreateProfile has no resource to name.
    grant('CreateProfiles', ['rolesanywhere:CreateProfile'], '*', onlyTaggedRequests),
    listProfiles,
    grant('TagProfiles', ['rolesanywhere:TagResource'], profiles, onlyTaggedRequests),
    grant('ReadProfiles', ['rolesanywhere:GetProfile'], profiles),
    readProfileTags,
    grant('PassRequestedRoles', ['iam:PassRole'], requestedArns('role', context), toRolesAnywhere),
    ...readReferences(context),
    ...creatorDenials(context),
  ];
}

/** A list has no resource to name. */
const listProfiles = /* @__PURE__ */ grant('ListProfiles', ['rolesanywhere:ListProfiles'], '*');

/** Unlike TagResource it knows no resource type, although its input names one. */
const readProfileTags = /* @__PURE__ */ grant('ReadProfileTags', ['rolesanywhere:ListTagsForResource'], '*');

export const rolesAnywhereProfile = /* @__PURE__ */ defineSubmission({
  title: 'Roles Anywhere profile',
  operation: 'CreateProfile',
  parameters,
  planned,
  refusals: {
    clientToken: 'CreateProfile knows no clientToken. Leave it out.',
    acceptRoleSessionName:
      'Our AWS client does not know acceptRoleSessionName yet and would silently drop it. Leave it out; sessions then take no custom names.',
  },
  document: { kind: 'session', field: 'sessionPolicy' },
  permissions,
  removalPermissions,
  listingPermissions: (place) => [
    listProfiles,
    readProfileTags,
    grant('ReadProfiles', ['rolesanywhere:GetProfile'], regionalArn(place, 'rolesanywhere', 'profile/*')),
  ],
  inspectionPermissions: (context) => [...readReferences(context), listProfiles, validateDocuments],
  example: {
    justification: 'The build machines in our data centre deploy payments; ticket PAY-1236',
    parameters: {
      name: 'payments-build-machines',
      roleArns: ['arn:aws:iam::111122223333:role/requested/payments-deploy'],
      durationSeconds: 3600,
      tags: [{ key: 'team', value: 'payments' }],
    },
  },
  problems: (submitted, context) => [
    ...nameProblems('name', submitted),
    ...fields.roleArnProblems(submitted, context),
    ...fields.managedPolicyArnProblems(submitted, context),
    ...tagProblems(submitted, lowerCaseTags, context),
  ],
  fill: (profile, sessionPolicy, { requestId }) => ({
    ...profile,
    durationSeconds: profile.durationSeconds ?? 3600,
    // What AWS does without it is not documented.
    enabled: profile.enabled ?? true,
    sessionPolicy,
    tags: withRequestId(profile.tags, lowerCaseTags, requestId),
  }),
  findings: profileFindings,
  // AWS chooses the ARN.
  nameAndResource: ({ name }) => ({ name, resource: name }),
});
