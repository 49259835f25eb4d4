import { beforeEach, expect, test } from '@jest/globals';
import { Iam } from '../../local/doubles/iam/iam.ts';
import { Visibility } from '../../simulate/world/visibility.ts';
import { allowing, sources, trust } from '../local/doubles/iam/fixture.ts';

const RoleName = 'r';
let now: number;
let call: (operation: string, input: object) => unknown;
beforeEach(() => {
  now = 0;
  const iam = new Iam({ ...sources, limit: false });
  const visibility = new Visibility(() => now, 1_000);
  call = (operation, input) => visibility.call(iam, operation, input, () => iam.call(operation, input));
  call('CreateRole', { RoleName, AssumeRolePolicyDocument: trust });
});

test('a new role is not there for a while, for reads and for what would change it', () => {
  const put = { RoleName, PolicyName: 'p', PolicyDocument: allowing('s3:GetObject') };
  for (const [operation, input] of [
    ['GetRole', { RoleName }],
    ['ListRolePolicies', { RoleName }],
    ['PutRolePolicy', put],
  ] as const) {
    expect(() => call(operation, input)).toThrow('Not there yet');
  }
  now = 1_000;
  expect(call('PutRolePolicy', put)).toEqual({});
});

test('what a role is given or loses shows later, and until then it cannot go', () => {
  now = 1_000;
  const PolicyArn = 'arn:aws:iam::aws:policy/AWSDenyAll';
  const listed = () => call('ListAttachedRolePolicies', { RoleName });
  call('AttachRolePolicy', { RoleName, PolicyArn });
  expect(listed()).toMatchObject({ AttachedPolicies: [] });
  now = 2_000;
  expect(listed()).toMatchObject({ AttachedPolicies: [{ PolicyArn }] });
  call('DetachRolePolicy', { RoleName, PolicyArn });
  now = 2_900;
  expect(listed()).toMatchObject({ AttachedPolicies: [{ PolicyArn }] });
  expect(() => call('DeleteRole', { RoleName })).toThrow('not gone everywhere');
  now = 3_000;
  call('DeleteRole', { RoleName });
  expect(call('GetRole', { RoleName })).toMatchObject({ Role: { RoleName } });
  now = 4_000;
  expect(() => call('GetRole', { RoleName })).toThrow('cannot be found');
});

test('of two changes in a row, a read tells neither at first', () => {
  now = 1_000;
  const put = (action: string) =>
    call('PutRolePolicy', { RoleName, PolicyName: 'p', PolicyDocument: allowing(action) });
  const read = () => call('GetRolePolicy', { RoleName, PolicyName: 'p' });
  put('s3:GetObject');
  now = 1_500;
  put('s3:PutObject');
  expect(read).toThrow('cannot be found');
  now = 2_000;
  expect(read()).toMatchObject({ PolicyDocument: expect.stringContaining('GetObject') });
  now = 2_500;
  expect(read()).toMatchObject({ PolicyDocument: expect.stringContaining('PutObject') });
});
