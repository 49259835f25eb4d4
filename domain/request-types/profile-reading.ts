import {
  ListProfilesCommand,
  ListTagsForResourceCommand,
  type ProfileDetail,
  type RolesAnywhereClient,
} from '@aws-sdk/client-rolesanywhere';
import { sameDocument } from './document-comparison.ts';
import { unlessMissing } from './failures.ts';
import type { Check } from './inspection.ts';
import { asJson, type Reading, sameMembers, sameTags, tagMap } from './read-back.ts';
import type { PlannedProfile } from './rolesanywhere-profile.ts';

type Client = Pick<RolesAnywhereClient, 'send'>;

/** Names are not unique, so that others may have this one too: that makes them neighbours, not rivals. */
export async function* namesakes(name: string, client: Client): AsyncGenerator<ProfileDetail> {
  let nextToken: string | undefined;
  do {
    const page = await client.send(new ListProfilesCommand(nextToken === undefined ? {} : { nextToken }));
    yield* (page.profiles ?? []).filter((profile) => profile.name === name);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}

/** The tags of a profile; undefined if it is gone. */
export async function readTags(
  profile: ProfileDetail,
  client: Client,
): Promise<Map<string, string> | undefined> {
  const reading = client.send(new ListTagsForResourceCommand({ resourceArn: profile.profileArn }));
  const answer = await unlessMissing(reading, 'ResourceNotFoundException');
  return answer && tagMap(answer.tags);
}

/** A profile as it was read, beside what was planned. */
export function profileReading(
  read: ProfileDetail,
  tags: Map<string, string>,
  plan: PlannedProfile,
): Reading {
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

/** AWS takes a second profile of the same name. None can be our own: nothing is created before this check. */
export async function profileNameCheck(name: string, client: Client): Promise<Check> {
  const first = await namesakes(name, client).next();
  if (first.done) return {};
  const message = `There is a profile of this name already (${first.value.profileArn}); AWS allows another one.`;
  return {
    findings: [{ code: 'PROFILE_NAME_TAKEN', severity: 'low', pointer: '/parameters/name', message }],
  };
}
