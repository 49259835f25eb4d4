import * as z from 'zod';
import { type Quotas as AccountQuotas, defaultQuotas } from '../../../domain/aws/quotas.ts';
import {
  account,
  dispatch,
  forget,
  type Memory,
  type OpenDouble,
  type Operations,
  region,
  type Sources,
} from '../double.ts';
import type { Remember } from '../journal.ts';
import { ModelledError } from '../modelled-error.ts';
import { page } from '../paging.ts';
import {
  byProfile,
  createProfile,
  invalid,
  listProfiles,
  listTags,
  parse,
  tagResource,
  untagResource,
  updateProfile,
} from './parameters.ts';
import { Quotas } from './quotas.ts';

const profile = z.object({
  profileId: z.string(),
  profileArn: z.string(),
  name: z.string(),
  requireInstanceProperties: z.boolean(),
  enabled: z.boolean(),
  acceptRoleSessionName: z.boolean(),
  createdBy: z.string(),
  sessionPolicy: z.string().optional(),
  roleArns: z.array(z.string()),
  managedPolicyArns: z.array(z.string()),
  durationSeconds: z.number(),
  createdAt: z.string(),
  updatedAt: z.string(),
  tags: z.array(z.object({ key: z.string(), value: z.string() })),
});
/** A profile as Roles Anywhere remembers it; dates as ISO 8601. */
export type Profile = z.infer<typeof profile>;
const rolesAnywhereState = z.object({ profiles: z.array(profile).default([]) });

/**
 * The part of Roles Anywhere that makes, shows, changes and deletes profiles. As in AWS, names are not unique, there is no client
 * token and no conflict: CreateProfile sent twice makes two profiles. One request a second is taken of each kind.
 */
export class RolesAnywhere implements OpenDouble {
  readonly #sources: Sources & { remember: Remember };
  readonly #byId: Map<string, Profile>;
  readonly #quotas: Quotas | undefined;
  readonly #operations: Operations = {
    CreateProfile: (input) => ({ profile: output(this.#create(parse(createProfile, input))) }),
    GetProfile: (input) => ({ profile: output(this.#get(parse(byProfile, input).profileId)) }),
    UpdateProfile: (input) => {
      const { profileId, ...given } = parse(updateProfile, input);
      const before = this.#get(profileId);
      const { name = before.name, roleArns = before.roleArns, sessionPolicy = before.sessionPolicy } = given;
      const { managedPolicyArns = before.managedPolicyArns, durationSeconds = before.durationSeconds } =
        given;
      const session = { durationSeconds, ...(sessionPolicy !== undefined && { sessionPolicy }) };
      return { profile: output(this.#change(profileId, { name, roleArns, managedPolicyArns, ...session })) };
    },
    EnableProfile: (input) => this.#switch(input, true),
    DisableProfile: (input) => this.#switch(input, false),
    DeleteProfile: (input) => ({ profile: output(this.#delete(parse(byProfile, input).profileId)) }),
    ListProfiles: (input) => this.#list(parse(listProfiles, input)),
    ListTagsForResource: (input) => ({ tags: this.#byArn(parse(listTags, input).resourceArn).tags }),
    TagResource: (input) => {
      const { resourceArn, tags } = parse(tagResource, input);
      return this.#retag(
        resourceArn,
        tags.map(({ key }) => key),
        tags,
      );
    },
    UntagResource: (input) => {
      const { resourceArn, tagKeys } = parse(untagResource, input);
      return this.#retag(resourceArn, tagKeys, []);
    },
  };

  /** `limit`: whether the quotas of requests hold. `quotas`: the account's, AWS's defaults unless given. */
  constructor({
    state,
    remember = forget,
    limit = true,
    quotas = defaultQuotas,
    ...sources
  }: Sources & Memory & { limit?: boolean; quotas?: Pick<AccountQuotas, 'rolesAnywhereRequests'> }) {
    const { profiles } = rolesAnywhereState.parse(state ?? {});
    this.#quotas = limit ? new Quotas(sources.clock, quotas.rolesAnywhereRequests) : undefined;
    this.#sources = { ...sources, remember };
    this.#byId = new Map(profiles.map((one) => [one.profileId, one]));
  }

  call(operation: string, input: object): object | Promise<object> {
    this.#quotas?.take(operation);
    return this.perform(operation, input);
  }

  get operations(): string[] {
    return Object.keys(this.#operations);
  }

  perform(operation: string, input: object): object | Promise<object> {
    return dispatch(this.#operations, operation, input);
  }

  /** The profiles as it holds them, oldest first; JSON. */
  snapshot(): { profiles: Profile[] } {
    return { profiles: [...this.#byId.values()] };
  }

  #create(input: z.output<typeof createProfile>): Profile {
    const profileId = this.#sources.newId();
    const now = this.#sources.clock().toISOString();
    const created = {
      ...input,
      profileId,
      profileArn: `arn:aws:rolesanywhere:${region}:${account}:profile/${profileId}`,
      createdBy: `arn:aws:iam::${account}:root`,
      createdAt: now,
      updatedAt: now,
    };
    return this.#save(created);
  }

  #save(profile: Profile): Profile {
    this.#sources.remember('profiles', profile.profileId, profile);
    this.#byId.set(profile.profileId, profile);
    return profile;
  }

  #change(profileId: string, changed: Partial<Profile>): Profile {
    return this.#save({
      ...this.#get(profileId),
      ...changed,
      updatedAt: this.#sources.clock().toISOString(),
    });
  }

  #switch(input: object, enabled: boolean): object {
    return { profile: output(this.#change(parse(byProfile, input).profileId, { enabled })) };
  }

  #delete(profileId: string): Profile {
    const deleted = this.#get(profileId);
    this.#sources.remember('profiles', profileId, undefined);
    this.#byId.delete(profileId);
    return deleted;
  }

  #get(profileId: string): Profile {
    const found = this.#byId.get(profileId);
    if (found === undefined) throw notFound(`Profile ${profileId} does not exist.`);
    return found;
  }

  #list({ nextToken: token, pageSize }: z.output<typeof listProfiles>): object {
    const refuse = () => invalid('The next token is not valid.');
    const { items, nextToken } = page([...this.#byId.values()], { token, size: pageSize }, refuse);
    return { profiles: items.map(output), nextToken };
  }

  #byArn(resourceArn: string): Profile {
    const [, profileId] = /^arn:aws:rolesanywhere:[^:]*:[^:]*:profile\/(.+)$/.exec(resourceArn) ?? [];
    if (profileId === undefined) throw invalid(`${resourceArn} is not the ARN of a profile.`);
    return this.#get(profileId);
  }

  #retag(resourceArn: string, gone: readonly string[], tags: Profile['tags']): object {
    const { profileId, tags: before } = this.#byArn(resourceArn);
    this.#change(profileId, { tags: [...before.filter(({ key }) => !gone.includes(key)), ...tags] });
    return {};
  }
}

/** A profile as the API shows it: tags have an operation of their own. */
function output({ tags: _tags, ...shown }: Profile): object {
  return { ...shown, createdAt: new Date(shown.createdAt), updatedAt: new Date(shown.updatedAt) };
}

function notFound(message: string): ModelledError {
  return new ModelledError('ResourceNotFoundException', 404, message);
}
