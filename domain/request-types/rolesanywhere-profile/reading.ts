import {
  GetProfileCommand,
  ListProfilesCommand,
  ListTagsForResourceCommand,
  type ProfileDetail,
  type RolesAnywhereClient,
} from '@aws-sdk/client-rolesanywhere';
import { unlessMissing } from '../../aws/failures.ts';
import { asJson, tagMap } from '../../aws/read-back.ts';
import { type RequestedPlan, requestIdTag } from '../../plan.ts';
import { onlyCall } from '../planned-call.ts';
import type { Reading } from '../reading.ts';
import type { Clue } from '../request-type.ts';
import { planned } from './plan.ts';

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

/** A profile with its tags. */
export interface ProfileReading extends Reading {
  profile: ProfileDetail;
}

/**
 * Reads the profile of a plan: by its ARN where that is known, else the one of its name that the request created. Undefined
 * if it is not there (yet). Rejects with the SDK's error.
 */
export async function read(
  { id, plan }: RequestedPlan,
  client: Client,
  { arn, since }: Clue = {},
): Promise<ProfileReading | undefined> {
  const { name } = planned.parse(onlyCall(plan).parameters);
  return findProfile({ name, requestId: id, arn, since }, client);
}

/** The profile of an ARN where that is known, else the one of a name that the request created. */
export async function findProfile(
  { arn, ...wanted }: Wanted & { arn: string | undefined },
  client: Client,
): Promise<ProfileReading | undefined> {
  return arn === undefined ? taggedProfile(wanted, client) : readProfile(arn, client);
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
async function taggedProfile(
  { name, requestId, since }: Wanted,
  client: Client,
): Promise<ProfileReading | undefined> {
  for await (const profile of namesakes(name, client)) {
    if (since !== undefined && isOlder(profile, since)) continue;
    const tags = await readTags(profile.profileArn, client);
    if (tags?.get(requestIdTag) === requestId) return profileReading(profile, tags);
  }
  return undefined;
}

/** AWS refuses what was signed by a clock that is five minutes off: no two clocks are further apart. */
const maxApart = 300_000;

function isOlder({ createdAt }: ProfileDetail, since: string): boolean {
  return createdAt !== undefined && createdAt.getTime() < Date.parse(since) - maxApart;
}

/** The profile of an ARN and its tags, asked for at once; undefined if it is not there (yet). */
async function readProfile(arn: string, client: Client): Promise<ProfileReading | undefined> {
  const reading = client.send(new GetProfileCommand({ profileId: arn.split('/').at(-1) }));
  const [answer, tags] = await Promise.all([
    unlessMissing(reading, 'ResourceNotFoundException'),
    readTags(arn, client),
  ]);
  return answer?.profile && tags && profileReading(answer.profile, tags);
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

function profileReading(profile: ProfileDetail, tags: ReadonlyMap<string, string>): ProfileReading {
  return {
    arn: profile.profileArn ?? '',
    ...(profile.createdAt && { createdAt: profile.createdAt.toISOString() }),
    tags,
    properties: { ...asJson(profile), tags: [...tags].map(([key, value]) => ({ key, value })) },
    profile,
  };
}
