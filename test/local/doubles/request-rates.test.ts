import { describe, expect, test } from '@jest/globals';
import { Iam } from '../../../local/doubles/iam/iam.ts';
import { RolesAnywhere } from '../../../local/doubles/roles-anywhere/roles-anywhere.ts';
import { Clock } from '../../support/clock.ts';

const clock = new Clock();
const profileId = '6f2b8a6e-0000-4000-8000-000000000001';
const sources = { clock: () => new Date(clock.now()), newId: () => profileId };
const resourceArn = `arn:aws:rolesanywhere:us-east-1:111122223333:profile/${profileId}`;

describe('Roles Anywhere', () => {
  const profiles = new RolesAnywhere(sources);
  const throttled = expect.objectContaining({ name: 'ThrottlingException', httpStatus: 429 });
  const called = (operation: string, input: object) => async () => profiles.call(operation, input);

  test('takes one request about profiles a second, whichever it is, and does not execute those it throttles', async () => {
    await called('ListProfiles', {})();
    await expect(called('CreateProfile', { name: 'one', roleArns: [] })).rejects.toEqual(throttled);
    clock.pass(0.9);
    await expect(called('GetProfile', { profileId })).rejects.toEqual(throttled);
    expect(profiles.snapshot().profiles).toEqual([]);
    clock.pass(0.1);
    await called('CreateProfile', { name: 'one', roleArns: [] })();
    expect(profiles.snapshot().profiles).toHaveLength(1);
  });

  test('saves nothing up', async () => {
    clock.pass(60);
    await called('GetProfile', { profileId })();
    await expect(called('GetProfile', { profileId })).rejects.toEqual(throttled);
  });

  test('counts requests about tags by themselves', async () => {
    await called('ListTagsForResource', { resourceArn })();
    await expect(called('ListTagsForResource', { resourceArn })).rejects.toEqual(throttled);
  });
});

describe('IAM', () => {
  test('takes twenty reads at once, then ten a second', async () => {
    const iam = new Iam(sources);
    const read = async () => iam.call('ListRoles', {});
    const answered = async (reads: number) =>
      (await Promise.allSettled(Array.from({ length: reads }, read))).filter(
        ({ status }) => status === 'fulfilled',
      ).length;
    expect(await answered(24)).toBe(20);
    clock.pass(1);
    expect(await answered(24)).toBe(10);
    await expect(read()).rejects.toMatchObject({ name: 'Throttling', httpStatus: 400 });
  });
});
