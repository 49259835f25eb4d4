import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { channel, refusal, startSlack } from './local-slack.ts';

let local: Awaited<ReturnType<typeof startSlack>>;
beforeEach(async () => {
  local = await startSlack();
});
afterEach(() => local.stop());

test('finds people by e-mail and id, and the members of groups', async () => {
  const { user } = await local.web.users.lookupByEmail({ email: 'Alice@Example.com' });
  expect(user).toMatchObject({
    id: 'U0ALICE',
    team_id: 'T0COUNTERSIGN',
    profile: { email: 'alice@example.com' },
  });
  expect((await local.web.users.info({ user: 'U0BOB' })).user).toMatchObject({ name: 'bob' });
  const { users } = await local.web.usergroups.users.list({ usergroup: 'S0SECURITY' });
  expect(users).toEqual(['U0BOB', 'U0CAROL']);
  expect((await local.web.auth.test()).team_id).toBe('T0COUNTERSIGN');
  expect((await local.web.conversations.info({ channel })).channel?.name).toBe('aws-access');
});

test('says who is not in it', async () => {
  await expect(local.web.users.lookupByEmail({ email: 'eve@example.com' })).rejects.toMatchObject(
    refusal('users_not_found'),
  );
  await expect(local.web.usergroups.users.list({ usergroup: 'S0NONE' })).rejects.toMatchObject(
    refusal('no_such_subteam'),
  );
});
