import {
  CreateProfileCommand,
  DeleteProfileCommand,
  DisableProfileCommand,
  GetProfileCommand,
  ListTagsForResourceCommand,
  paginateListProfiles,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateProfileCommand,
} from '@aws-sdk/client-rolesanywhere';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startDoubles } from './aws-clients.ts';

const profile = { name: 'on-premises', roleArns: ['arn:aws:iam::111122223333:role/requested/backup'] };

let local: Awaited<ReturnType<typeof startDoubles>>;
beforeAll(async () => {
  local = await startDoubles();
});
afterAll(() => local.stop());

test('a created profile is read back, its tags by an operation of their own', async () => {
  const tags = [{ key: 'countersign:request-id', value: 'r-1' }];
  const created = await local.rolesAnywhere.send(
    new CreateProfileCommand({ ...profile, enabled: true, durationSeconds: 900, tags }),
  );
  expect(created.profile).toMatchObject({ ...profile, enabled: true, durationSeconds: 900 });
  expect(created.profile?.createdAt).toBeInstanceOf(Date);
  const { profileId, profileArn } = created.profile ?? {};
  const read = await local.rolesAnywhere.send(new GetProfileCommand({ profileId }));
  expect(read.profile).toEqual(created.profile);
  const listed = await local.rolesAnywhere.send(new ListTagsForResourceCommand({ resourceArn: profileArn }));
  expect(listed.tags).toEqual(tags);
});

test('two profiles may have one name, and the list gives both, page by page', async () => {
  for (const _ of [1, 2]) {
    await local.rolesAnywhere.send(new CreateProfileCommand({ ...profile, name: 'twins' }));
  }
  const names: (string | undefined)[] = [];
  for await (const { profiles } of paginateListProfiles({ client: local.rolesAnywhere }, { pageSize: 1 })) {
    expect(profiles).toHaveLength(1);
    names.push(...(profiles ?? []).map(({ name }) => name));
  }
  expect(names).toEqual(['on-premises', 'twins', 'twins']);
});

test.each([
  ['a session over twelve hours', { durationSeconds: 43_201 }, "'durationSeconds'"],
  ['a name with a dot', { name: 'a.b' }, "'name'"],
  ['something that is no role', { roleArns: ['arn:aws:s3:::b'] }, "'roleArns.1.member'"],
])('%s is a ValidationException', async (_what, change, where) => {
  await expect(
    local.rolesAnywhere.send(new CreateProfileCommand({ ...profile, ...change })),
  ).rejects.toMatchObject({ name: 'ValidationException', message: expect.stringContaining(where) });
});

test('a profile that is not there is not found', async () => {
  const profileId = '6f2b8a6e-0000-4000-8000-000000000001';
  await expect(local.rolesAnywhere.send(new GetProfileCommand({ profileId }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    $metadata: { httpStatusCode: 404 },
  });
});

test('a profile is changed, tagged, disabled and deleted', async () => {
  const made = await local.rolesAnywhere.send(new CreateProfileCommand({ ...profile, enabled: true }));
  const { profileId, profileArn: resourceArn } = made.profile ?? {};
  const changed = await local.rolesAnywhere.send(
    new UpdateProfileCommand({ profileId, durationSeconds: 900 }),
  );
  expect(changed.profile).toMatchObject({ ...profile, durationSeconds: 900, enabled: true });
  const tag = (key: string, value: string) =>
    local.rolesAnywhere.send(new TagResourceCommand({ resourceArn, tags: [{ key, value }] }));
  await tag('a', '1');
  await tag('a', '2');
  await tag('b', '1');
  await local.rolesAnywhere.send(new UntagResourceCommand({ resourceArn, tagKeys: ['b'] }));
  const { tags } = await local.rolesAnywhere.send(new ListTagsForResourceCommand({ resourceArn }));
  expect(tags).toEqual([{ key: 'a', value: '2' }]);
  const disabled = await local.rolesAnywhere.send(new DisableProfileCommand({ profileId }));
  expect(disabled.profile).toMatchObject({ profileId, enabled: false });
  const remove = () => local.rolesAnywhere.send(new DeleteProfileCommand({ profileId }));
  expect((await remove()).profile).toMatchObject({ profileId });
  await expect(remove()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
