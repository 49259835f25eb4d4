import {
  GetProfileCommand,
  ListProfilesCommand,
  ListTagsForResourceCommand,
  type ProfileDetail,
  type RolesAnywhereClient,
} from '@aws-sdk/client-rolesanywhere';
import { sameDocument } from '../../aws/document-comparison.ts';
import { unlessMissing } from '../../aws/failures.ts';
import { asJson, type Reading, sameMembers, sameTags, tagMap } from '../../aws/read-back.ts';
import { requestIdTag } from '../../plan.ts';
import type { PlannedProfile } from './plan.ts';

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

interface TaggedProfile {
  profile: ProfileDetail;
  tags: Map<string, string>;
}

interface Wanted {
  name: string;
  requestId: string;
  /** When it was first sent, if that is known. */
  since?: string | undefined;
}

/**
 * The profile of a name that a request created, among its namesakes; undefined if there is none. Tags are read of those
 * alone that are not older than the request's first attempt: one request a second is taken, and an account may have 250.
 */
export async function taggedProfile(
  { name, requestId, since }: Wanted,
  client: Client,
): Promise<TaggedProfile | undefined> {
  for await (const profile of namesakes(name, client)) {
    if (since !== undefined && isOlder(profile, since)) continue;
    const tags = await readTags(profile.profileArn, client);
    if (tags?.get(requestIdTag) === requestId) return { profile, tags };
  }
  return undefined;
}

/** AWS refuses what was signed by a clock that is five minutes off: no two clocks are further apart. */
const mostApart = 300_000;

function isOlder({ createdAt }: ProfileDetail, since: string): boolean {
  return createdAt !== undefined && createdAt.getTime() < Date.parse(since) - mostApart;
}

/** The profile of an ARN and its tags, asked for at once; undefined if it is not there (yet). */
export async function readProfile(arn: string, client: Client): Promise<TaggedProfile | undefined> {
  const reading = client.send(new GetProfileCommand({ profileId: arn.split('/').at(-1) }));
  const [answer, tags] = await Promise.all([
    unlessMissing(reading, 'ResourceNotFoundException'),
    readTags(arn, client),
  ]);
  return answer?.profile && tags && { profile: answer.profile, tags };
}

/** The tags of a profile; undefined if it is gone. */
export async function readTags(
  resourceArn: string | undefined,
  client: Client,
): Promise<Map<string, string> | undefined> {
  const reading = client.send(new ListTagsForResourceCommand({ resourceArn }));
  const answer = await unlessMissing(reading, 'ResourceNotFoundException');
  return answer && tagMap(answer.tags);
}

/** A profile as it was read, beside what was planned. */
export function profileReading({ profile: read, tags }: TaggedProfile, plan: PlannedProfile): Reading {
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
