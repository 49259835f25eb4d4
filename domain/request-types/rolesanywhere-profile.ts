import { CreateProfileCommand, type RolesAnywhereClient } from '@aws-sdk/client-rolesanywhere';
import * as z from 'zod';
import { regionalArn } from '../aws/arns.ts';
import { rolesAnywhereFailures } from '../aws/failure-tables.ts';
import { classifyFailure } from '../aws/failures.ts';
import { sightingOf } from '../aws/read-back.ts';
import { lowerCaseTags, plannedLowerCaseTags, tagProblems, withRequestId } from '../aws/tags.ts';
import {
  creatorDenials,
  grant,
  onlyTaggedRequests,
  readReferences,
  requestedArns,
  validateDocuments,
} from './creator-permissions.ts';
import { defineSubmission } from './define-submission.ts';
import { documentCheck } from './document-check.ts';
import { documentField } from './documents.ts';
import { type Inspect, inspectionOf } from './inspection.ts';
import { nameProblems } from './paths.ts';
import { onlyCall } from './planned-call.ts';
import * as fields from './profile-fields.ts';
import { profileNameCheck, profileReading, readProfile, taggedProfile } from './profile-reading.ts';
import { policyChecks, referencesIn, sessionRoleChecks } from './reference-checks.ts';
import type { Creation, PermissionContext, PolicyStatementData } from './request-type.ts';
import { profileFindings } from './sessions.ts';

/** `CreateProfileRequest` of Roles Anywhere's model (API version 2018-05-10). */
const parameters = z.strictObject({
  name: fields.profileName,
  roleArns: z
    .array(fields.sessionRoleArn)
    .max(250)
    .describe('The roles that sessions may have; may be empty.'),
  durationSeconds: fields.sessionDuration.optional(),
  enabled: z.boolean().describe('Whether it works at once.').meta({ default: true }).optional(),
  managedPolicyArns: fields.sessionManagedPolicyArns.optional(),
  sessionPolicy: documentField('Limits sessions further.').optional(),
  requireInstanceProperties: z.boolean().describe('Reserved by AWS for later use.').optional(),
  tags: fields.profileTags.optional(),
});

/** What is sent: `CreateProfileRequest` with everything filled in. */
const planned = z.strictObject({
  name: z.string(),
  roleArns: z.array(z.string()),
  durationSeconds: z.int(),
  enabled: z.boolean(),
  managedPolicyArns: z.array(z.string()).exactOptional(),
  sessionPolicy: z.string().exactOptional(),
  requireInstanceProperties: z.boolean().exactOptional(),
  tags: plannedLowerCaseTags,
});
export type PlannedProfile = z.output<typeof planned>;

function permissions(context: PermissionContext): PolicyStatementData[] {
  const profiles = regionalArn(context, 'rolesanywhere', 'profile/*');
  const toRolesAnywhere = { StringEquals: { 'iam:PassedToService': 'rolesanywhere.amazonaws.com' } };
  return [
    // CreateProfile has no resource to name.
    grant('CreateProfiles', ['rolesanywhere:CreateProfile'], '*', onlyTaggedRequests),
    listProfiles,
    grant('TagProfiles', ['rolesanywhere:TagResource'], profiles, onlyTaggedRequests),
    grant('ReadProfiles', ['rolesanywhere:GetProfile'], profiles),
    // Unlike TagResource it knows no resource type, although its input names one.
    grant('ReadProfileTags', ['rolesanywhere:ListTagsForResource'], '*'),
    grant('PassRequestedRoles', ['iam:PassRole'], requestedArns('role', context), toRolesAnywhere),
    ...readReferences(context),
    ...creatorDenials(context),
  ];
}

/** A list has no resource to name. */
const listProfiles = /* @__PURE__ */ grant('ListProfiles', ['rolesanywhere:ListProfiles'], '*');

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

type Client = Pick<RolesAnywhereClient, 'send'>;

export const rolesAnywhereProfileCreation: Creation<Client> = {
  lookFirst: true,
  async send(call, client) {
    const answer = await client.send(new CreateProfileCommand(planned.parse(call.parameters)));
    return answer.profile?.profileArn;
  },
  async find(call, requestId, client, { arn, since } = {}) {
    const plan = planned.parse(call.parameters);
    const found =
      arn === undefined
        ? await taggedProfile({ name: plan.name, requestId, since }, client)
        : await readProfile(arn, client);
    return found ? sightingOf(requestId, profileReading(found, plan)) : { kind: 'absent' };
  },
  classify: (error) => classifyFailure(error, rolesAnywhereFailures),
};

export const rolesAnywhereProfileInspection: Inspect = (calls, _requestId, clients) => {
  const { iam, rolesAnywhere, accessAnalyzer } = clients;
  const profile = planned.parse(onlyCall(calls).parameters);
  const roles = referencesIn(profile.roleArns, '/parameters/roleArns');
  const policies = referencesIn(profile.managedPolicyArns, '/parameters/managedPolicyArns');
  return inspectionOf(
    profileNameCheck(profile.name, rolesAnywhere),
    sessionRoleChecks(roles, profile.durationSeconds, iam),
    policyChecks(policies, iam),
    documentCheck('session', profile.sessionPolicy, '/parameters/sessionPolicy', accessAnalyzer),
  );
};
