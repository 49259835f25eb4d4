import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readAll } from '../../../domain/aws/reads-at-once.ts';
import { changesSince } from '../../../domain/request-types/pin.ts';
import { nothingPinned, pinReader, policyPins, rolePins } from '../../../domain/request-types/pin-reading.ts';
import { type Answer, iamClient, refusal } from './sdk-clients.ts';

const roleArn = 'arn:aws:iam::111122223333:role/requested/deep/payments-deploy';
const policyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const trust = (...principals: string[]) =>
  encodeURIComponent(JSON.stringify({ Statement: { Principal: { AWS: principals } } }));
const role = {
  Arn: roleArn,
  Path: '/requested/deep/',
  RoleName: 'payments-deploy',
  RoleId: 'AROAONE',
  CreateDate: new Date(0),
  AssumeRolePolicyDocument: trust('a', 'b'),
};
const policy = { Arn: policyArn, PolicyId: 'ANPAONE', DefaultVersionId: 'v2' };
const pins = [...rolePins(roleArn, role), ...policyPins(policyArn, policy)];

const account =
  (Role: object | undefined, Policy: object | undefined): Answer =>
  (operation) => {
    const found = operation === 'GetRole' ? Role : Policy;
    if (found === undefined) throw refusal('NoSuchEntityException');
    return { Role, Policy };
  };

async function changes(Role: object | undefined, Policy: object | undefined): Promise<string[]> {
  return changesSince(pins, await pinReader(iamClient(account(Role, Policy)).client)(pins));
}

describe('pins', () => {
  test("are a role's id, its trust policy's hash, and a policy's default version and id", () => {
    expect(pins).toEqual([
      { resource: roleArn, version: 'AROAONE' },
      { resource: `${roleArn}#trust-policy`, version: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
      { resource: policyArn, version: 'v2' },
      { resource: `${policyArn}#id`, version: 'ANPAONE' },
    ]);
  });

  test('are read again with one call for each role and policy', async () => {
    const { client, sent } = iamClient(account(role, policy));
    expect(await pinReader(client)(pins)).toEqual(pins);
    expect(sent).toEqual([
      { operation: 'GetRole', input: { RoleName: 'payments-deploy' } },
      { operation: 'GetPolicy', input: { PolicyArn: policyArn } },
    ]);
  });

  test('of nothing are read without a call', async () => {
    const { client, sent } = iamClient(account(role, policy));
    expect(await pinReader(client)([])).toEqual([]);
    expect(sent).toEqual([]);
  });

  test('are not known while IAM does not answer', async () => {
    const { client } = iamClient(() => {
      throw refusal('Throttling');
    });
    await expect(pinReader(client)(pins)).rejects.toThrow('Throttling');
  });

  test('hold while nothing changes, whatever order IAM writes principals in', async () => {
    expect(await changes(role, policy)).toEqual([]);
    expect(await changes({ ...role, AssumeRolePolicyDocument: trust('b', 'a') }, policy)).toEqual([]);
  });

  test.each([
    [
      'a role that was created again',
      { ...role, RoleId: 'AROATWO' },
      policy,
      [`${roleArn} was AROAONE and is AROATWO`],
    ],
    [
      'another trust policy',
      { ...role, AssumeRolePolicyDocument: trust('a', 'c') },
      policy,
      [expect.stringContaining(`the trust policy of ${roleArn} was sha256:`)],
    ],
    [
      'another version of a policy',
      role,
      { ...policy, DefaultVersionId: 'v3' },
      [`${policyArn} was v2 and is v3`],
    ],
    [
      'a policy that was created again',
      role,
      { ...policy, PolicyId: 'ANPATWO' },
      [`the id of ${policyArn} was ANPAONE and is ANPATWO`],
    ],
    [
      'a role that is gone',
      undefined,
      policy,
      [`${roleArn} was AROAONE and is gone`, expect.stringMatching(/^the trust policy of .* and is gone$/)],
    ],
    [
      'a role that moved to another path',
      { ...role, Arn: 'arn:aws:iam::111122223333:role/payments-deploy' },
      policy,
      [`${roleArn} was AROAONE and is gone`, expect.anything()],
    ],
    [
      'a policy that is gone',
      role,
      undefined,
      [`${policyArn} was v2 and is gone`, `the id of ${policyArn} was ANPAONE and is gone`],
    ],
  ])('tell %s', async (_what, Role, Policy, told) => {
    expect(await changes(Role, Policy)).toEqual(told);
  });

  test('that nobody can read again never hold', async () => {
    expect(changesSince(pins, await nothingPinned(pins))).toHaveLength(pins.length);
  });

  test('differ from others exactly where the versions differ', () => {
    const version = fc.constantFrom('v1', 'v2', 'v3');
    fc.assert(
      fc.property(fc.array(fc.tuple(version, version), { maxLength: 30 }), (versions) => {
        const before = versions.map(([was], index) => ({ resource: `r${index}`, version: was }));
        const now = versions.map(([, is], index) => ({ resource: `r${index}`, version: is }));
        expect(changesSince(before, now)).toHaveLength(versions.filter(([was, is]) => was !== is).length);
      }),
    );
  });
});

test('many things are read some at a time, in order', async () => {
  let reading = 0;
  let most = 0;
  const items = Array.from({ length: 250 }, (_, index) => index);
  const answers = await readAll(items, async (item) => {
    most = Math.max(most, ++reading);
    await Promise.resolve();
    reading--;
    return item * 2;
  });
  expect(answers).toEqual(items.map((item) => item * 2));
  expect(most).toBe(5);
});
