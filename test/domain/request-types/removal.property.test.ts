import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { requestIdTag } from '../../../domain/plan.ts';
import { iamPolicyRemoval } from '../../../domain/request-types/iam-policy/removal.ts';
import { iamRoleRemoval } from '../../../domain/request-types/iam-role/removal.ts';
import { ramPermissionRemoval } from '../../../domain/request-types/ram-permission/removal.ts';
import type { Reading } from '../../../domain/request-types/reading.ts';
import { type Removal, type Removed, remainderOf } from '../../../domain/request-types/removal.ts';
import { rolesAnywhereProfileRemoval } from '../../../domain/request-types/rolesanywhere-profile/removal.ts';
import { Iam } from '../../../local/doubles/iam/iam.ts';
import { Ram } from '../../../local/doubles/ram/ram.ts';
import { RolesAnywhere } from '../../../local/doubles/roles-anywhere/roles-anywhere.ts';
import { allowing, sources, trust } from '../../local/doubles/iam/fixture.ts';
import { clientsAt } from '../../support/clients.ts';
import { Desk } from '../../support/desk.ts';

const denyAll = 'arn:aws:iam::aws:policy/AWSDenyAll';
const own = (kind: string, name: string) => `arn:aws:iam::111122223333:${kind}/requested/${name}`;
const tagged = [{ Key: requestIdTag, Value: 'r-1' }];
const inLowerCase = [{ key: requestIdTag, value: 'r-1' }];

function account(pageSize = 1) {
  const doubles = {
    iam: new Iam({
      ...sources,
      limit: false,
      pageSize,
      policies: Array.from({ length: 10 }, (_, index) => ({
        arn: `arn:aws:iam::111122223333:policy/p${index}`,
        document: JSON.parse(allowing('s3:GetObject')),
      })),
    }),
    ram: new Ram(sources),
    rolesanywhere: new RolesAnywhere({ ...sources, limit: false }),
  };
  return { ...doubles, clients: clientsAt(new Desk(doubles)) };
}

interface Contents {
  inline: string[];
  attached: number[];
  isDenied: boolean;
  profiles: number;
}

/** Makes a role that holds these, and is held by so many instance profiles. */
async function furnish(iam: Iam, RoleName: string, contents: Contents): Promise<void> {
  const made = { RoleName, Path: '/requested/', AssumeRolePolicyDocument: trust, Tags: tagged };
  await iam.call('CreateRole', made);
  for (const PolicyName of contents.inline) {
    await iam.call('PutRolePolicy', { RoleName, PolicyName, PolicyDocument: allowing('s3:GetObject') });
  }
  const arns = contents.attached.map((index) => `arn:aws:iam::111122223333:policy/p${index}`);
  const all = contents.isDenied && arns.length < 10 ? [denyAll, ...arns] : arns;
  for (const PolicyArn of all) await iam.call('AttachRolePolicy', { RoleName, PolicyArn });
  for (let index = 0; index < contents.profiles; index++) {
    const InstanceProfileName = `${RoleName}-${index}`;
    await iam.call('CreateInstanceProfile', { InstanceProfileName });
    await iam.call('AddRoleToInstanceProfile', { InstanceProfileName, RoleName });
  }
}

/** Sends what takes a resource away; returns what is there of it then, and what was sent. */
async function removed<Client, R extends Reading>(
  removal: Removal<Client, R>,
  request: Removed,
  client: Client,
): Promise<{ left: R | undefined; sent: string[] }> {
  const reading = await removal.read(request, client);
  const plan = reading && removal.removal(reading);
  const operations = plan && 'operations' in plan ? plan.operations : [];
  for (const call of operations) await removal.send(call, client);
  return {
    left: await removal.read(request, client),
    sent: operations.map(({ operation }) => operation),
  };
}

describe('a removal leaves nothing of its own, and nothing of others changes', () => {
  test('of a role, whatever it holds and whatever holds it', async () => {
    const anyContents = fc.record({
      inline: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 4 }),
      attached: fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 10 }),
      isDenied: fc.boolean(),
      profiles: fc.integer({ min: 0, max: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(anyContents, async (contents) => {
        const { iam, clients } = account();
        for (const RoleName of ['ours', 'theirs']) await furnish(iam, RoleName, contents);
        const theirs = () => {
          const { roles, policies, instanceProfiles } = iam.snapshot();
          const others = instanceProfiles.filter(({ InstanceProfileName: name }) =>
            name.startsWith('theirs'),
          );
          return [roles.filter(({ RoleName }) => RoleName === 'theirs'), policies, others];
        };
        const before = theirs();
        const request = { id: 'r-1', summary: { resource: own('role', 'ours') } };
        const { left, sent } = await removed(iamRoleRemoval, request, clients.iam);
        expect(left).toBeUndefined();
        expect(theirs()).toEqual(before);
        const cut = sent.indexOf('AttachRolePolicy');
        expect(cut).toBeLessThanOrEqual(contents.attached.length === 10 ? 1 : 0);
      }),
      { numRuns: 25 },
    );
  });

  test('of a policy, however many versions it has', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 4 }), fc.boolean(), async (versions, SetAsDefault) => {
        const { iam, clients } = account();
        const PolicyArn = own('policy', 'ours');
        const PolicyDocument = allowing('s3:GetObject');
        await iam.call('CreatePolicy', { PolicyName: 'ours', Path: '/requested/', PolicyDocument });
        const before = iam.snapshot().policies.filter(({ Arn }) => Arn !== PolicyArn);
        for (let index = 0; index < versions; index++) {
          await iam.call('CreatePolicyVersion', { PolicyArn, PolicyDocument, SetAsDefault });
        }
        const request = { id: 'r-1', summary: { resource: PolicyArn } };
        expect((await removed(iamPolicyRemoval, request, clients.iam)).left).toBeUndefined();
        expect(iam.snapshot().policies).toEqual(before);
      }),
      { numRuns: 10 },
    );
  });

  test('of a profile among its namesakes, disabled first, and of a permission', async () => {
    const { rolesanywhere, ram, clients } = account();
    for (const tags of [[], inLowerCase]) {
      await rolesanywhere.call('CreateProfile', { name: 'twins', roleArns: [], enabled: true, tags });
    }
    const profile = { id: 'r-1', summary: { resource: 'twins' } };
    const { left, sent } = await removed(rolesAnywhereProfileRemoval, profile, clients.rolesanywhere);
    expect(left).toBeUndefined();
    expect(sent).toEqual(['DisableProfile', 'DeleteProfile']);
    expect(rolesanywhere.snapshot().profiles).toMatchObject([{ name: 'twins', tags: [], enabled: true }]);
    const policyTemplate = JSON.stringify({ Effect: 'Allow', Action: 'ssm:GetParameter' });
    for (const name of ['ours', 'theirs']) {
      await ram.call('CreatePermission', { name, resourceType: 'ssm:Parameter', policyTemplate });
    }
    const resource = 'arn:aws:ram:us-east-1:111122223333:permission/ours';
    const permission = { id: 'r-1', summary: { resource } };
    expect((await removed(ramPermissionRemoval, permission, clients.ram)).left).toBeUndefined();
    expect(ram.snapshot().permissions).toMatchObject([{ name: 'theirs' }]);
  });
});

describe('what something else still uses is not taken away, not even in part', () => {
  test('a policy that a role has, attached or as its boundary', async () => {
    const { iam, clients } = account();
    const PolicyArn = own('policy', 'ours');
    const made = { PolicyName: 'ours', Path: '/requested/', PolicyDocument: allowing('s3:GetObject') };
    await iam.call('CreatePolicy', made);
    await iam.call('CreatePolicyVersion', { PolicyArn, PolicyDocument: allowing('s3:PutObject') });
    await iam.call('CreateRole', { RoleName: 'user', AssumeRolePolicyDocument: trust });
    await iam.call('AttachRolePolicy', { RoleName: 'user', PolicyArn });
    const request = { id: 'r-1', summary: { resource: PolicyArn } };
    const reading = await iamPolicyRemoval.read(request, clients.iam);
    expect(reading && iamPolicyRemoval.removal(reading)).toMatchObject({
      blocked: { code: 'in-use', message: expect.stringContaining('role user') },
    });
    const { left } = await removed(iamPolicyRemoval, request, clients.iam);
    expect(left?.otherVersions).toHaveLength(1);
  });

  test('a permission that a resource share uses', async () => {
    const { ram, clients } = account();
    const policyTemplate = JSON.stringify({ Effect: 'Allow', Action: 'ssm:GetParameter' });
    await ram.call('CreatePermission', { name: 'ours', resourceType: 'ssm:Parameter', policyTemplate });
    const resource = 'arn:aws:ram:us-east-1:111122223333:permission/ours';
    await ram.call('CreateResourceShare', { name: 'all', permissionArns: [resource] });
    const { left } = await removed(ramPermissionRemoval, { id: 'r-1', summary: { resource } }, clients.ram);
    expect(left?.shares).toHaveLength(1);
  });
});

describe('whose it is', () => {
  const reading = (tags: [string, string][], more: Partial<Reading> = {}): Reading => ({
    arn: own('role', 'ours'),
    id: 'AROA1',
    createdAt: '2026-11-22T12:00:00Z',
    tags: new Map(tags),
    properties: {},
    ...more,
  });
  const request = { id: 'r-1', summary: { resource: own('role', 'ours') } };
  const created = { ...request, result: { arn: own('role', 'ours') }, resourceId: 'AROA1' };
  const ours: [string, string][] = [[requestIdTag, 'r-1']];

  test.each<[string, Removed, Reading | undefined, string]>([
    ['nothing there', request, undefined, 'absent'],
    ['our tag', request, reading(ours), 'ours'],
    ["another request's tag", request, reading([[requestIdTag, 'r-2']]), 'absent'],
    [
      'no tag, made since the approval',
      { ...request, approvedAt: '2026-11-22T11:59:00Z' },
      reading([]),
      'untagged',
    ],
    [
      'no tag, older than the approval',
      { ...request, approvedAt: '2026-11-22T13:00:00Z' },
      reading([]),
      'absent',
    ],
    ['the identity on record, and our tag', created, reading(ours), 'ours'],
    ['the identity on record, without our tag', created, reading([]), 'untagged'],
    ['another of the same name, with our tag', created, reading(ours, { id: 'AROA2' }), 'absent'],
    ['another ARN than on record', created, reading(ours, { arn: own('role', 'x/ours') }), 'absent'],
  ])('%s', (_what, asked, read, kind) => {
    expect(remainderOf(asked, read).kind).toBe(kind);
  });
});
