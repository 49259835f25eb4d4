import {
  CreateProfileCommand,
  ListProfilesCommand,
  ListTagsForResourceCommand,
  type ProfileDetail,
  type RolesAnywhereClient,
} from '@aws-sdk/client-rolesanywhere';
import * as z from 'zod';
import type { Finding } from '../finding.ts';
import { requestIdTag } from '../plan.ts';
import { regionalArn } from './arns.ts';
import {
  creatorDenials,
  grant,
  onlyTaggedRequests,
  type PermissionContext,
  requestedArns,
} from './creator-permissions.ts';
import { defineSubmission } from './define-submission.ts';
import { sameDocument } from './document-comparison.ts';
import { documentField } from './documents.ts';
import { rolesAnywhereFailures } from './failure-tables.ts';
import { classifyFailure, unlessMissing } from './failures.ts';
import { nameProblems } from './paths.ts';
import * as fields from './profile-fields.ts';
import { asJson, type Reading, sameMembers, sameTags, sightingOf, tagMap } from './read-back.ts';
import type { Creation, PolicyStatementData } from './request-type.ts';
import { longSession } from './sessions.ts';
import { lowerCaseTags, plannedLowerCaseTags, tagProblems, withRequestId } from './tags.ts';

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
type PlannedProfile = z.output<typeof planned>;

function findingsOf(profile: PlannedProfile): Finding[] {
  const findings = longSession(profile.durationSeconds, '/parameters/durationSeconds');
  if (profile.roleArns.length === 0) {
    const pointer = '/parameters/roleArns';
    const message = 'The profile names no role, so nobody can get a session with it yet.';
    findings.push({ code: 'PROFILE_WITHOUT_ROLES', severity: 'low', pointer, message });
  }
  return findings;
}

function permissions(context: PermissionContext): PolicyStatementData[] {
  const profiles = regionalArn(context, 'rolesanywhere', 'profile/*');
  const toRolesAnywhere = { StringEquals: { 'iam:PassedToService': 'rolesanywhere.amazonaws.com' } };
  return [
    // CreateProfile and ListProfiles have no resource to name.
    grant('CreateProfiles', ['rolesanywhere:CreateProfile'], '*', onlyTaggedRequests),
    grant('ListProfiles', ['rolesanywhere:ListProfiles'], '*'),
    grant('TagProfiles', ['rolesanywhere:TagResource'], profiles, onlyTaggedRequests),
    grant('ReadProfileTags', ['rolesanywhere:ListTagsForResource'], profiles),
    grant('PassRequestedRoles', ['iam:PassRole'], requestedArns('role', context), toRolesAnywhere),
    ...creatorDenials(context),
  ];
}

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
  findings: findingsOf,
  // AWS chooses the ARN.
  nameAndResource: ({ name }) => ({ name, resource: name }),
});

type Client = Pick<RolesAnywhereClient, 'send'>;

export const rolesAnywhereProfileCreation: Creation<Client> = {
  lookFirst: true,
  async send(call, client) {
    await client.send(new CreateProfileCommand(planned.parse(call.parameters)));
  },
  async find(call, requestId, client) {
    const plan = planned.parse(call.parameters);
    for await (const profile of namesakes(plan.name, client)) {
      const tags = await readTags(profile, client);
      if (tags?.get(requestIdTag) === requestId) return sightingOf(requestId, readingOf(profile, tags, plan));
    }
    return { kind: 'absent' };
  },
  classify: (error) => classifyFailure(error, rolesAnywhereFailures),
};

/** Names are not unique, so that others may have this one too: that makes them neighbours, not rivals. */
async function* namesakes(name: string, client: Client): AsyncGenerator<ProfileDetail> {
  let nextToken: string | undefined;
  do {
    const page = await client.send(new ListProfilesCommand(nextToken === undefined ? {} : { nextToken }));
    yield* (page.profiles ?? []).filter((profile) => profile.name === name);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}

async function readTags(profile: ProfileDetail, client: Client): Promise<Map<string, string> | undefined> {
  const reading = client.send(new ListTagsForResourceCommand({ resourceArn: profile.profileArn }));
  const answer = await unlessMissing(reading, 'ResourceNotFoundException');
  return answer && tagMap(answer.tags);
}

function readingOf(read: ProfileDetail, tags: Map<string, string>, plan: PlannedProfile): Reading {
  return {
    arn: read.profileArn ?? '',
    tags,
    properties: { ...asJson(read), tags: [...tags].map(([key, value]) => ({ key, value })) },
    matches: {
      roleArns: sameMembers(plan.roleArns, read.roleArns),
      durationSeconds: read.durationSeconds === plan.durationSeconds,
      enabled: read.enabled === plan.enabled,
      managedPolicyArns: sameMembers(plan.managedPolicyArns, read.managedPolicyArns),
      sessionPolicy: plan.sessionPolicy
        ? sameDocument(plan.sessionPolicy, read.sessionPolicy)
        : !read.sessionPolicy,
      tags: sameTags(plan.tags, tags),
    },
  };
}
