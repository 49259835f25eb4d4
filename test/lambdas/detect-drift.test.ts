import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { driftNoticeSchema } from '../../domain/drift/finding.ts';
import { requestIdTag } from '../../domain/plan.ts';
import { type RequestTypeName, requestTypeNames } from '../../domain/request-types/names.ts';
import { findDrift } from '../../lambdas/detect-drift.ts';
import { EventBridge } from '../../local/doubles/event-bridge.ts';
import { Iam } from '../../local/doubles/iam/iam.ts';
import type { IamState } from '../../local/doubles/iam/state.ts';
import { Ram } from '../../local/doubles/ram/ram.ts';
import { RolesAnywhere } from '../../local/doubles/roles-anywhere/roles-anywhere.ts';
import { S3 } from '../../local/doubles/s3/s3.ts';
import { clientsAt } from '../support/clients.ts';
import { Desk } from '../support/desk.ts';
import { approved, create, outcome } from '../support/steps.ts';
import { newWorld, type World } from '../support/world.ts';

const bucket = { name: 'audit', retention: { mode: 'GOVERNANCE' as const, days: 30 } };
const first = { step: 'initialize', priority: 'high' } as const;
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
});

let world: World;
let bus: EventBridge;
let s3: S3;
let desk: Desk;
beforeEach(async () => {
  world = await newWorld();
  const sources = { clock: () => new Date(world.clock.now()), newId: world.context.newId };
  bus = new EventBridge(sources);
  s3 = new S3({ ...sources, buckets: [bucket] });
  desk = new Desk({ ...world.doubles, events: bus, s3 });
});
afterEach(() => world.close());

/** Runs the function, as an hour after whatever happened last. */
async function run() {
  world.clock.pass(3600);
  const events = new EventBridgeClient({ region: 'us-east-1' });
  events.middlewareStack.add(
    (_next, { commandName }) =>
      ({ input }) =>
        desk.serve('events', commandName, input),
    first,
  );
  const store = new S3Client({ region: 'us-east-1' });
  store.middlewareStack.add(
    (_next, { commandName }) =>
      ({ input }) =>
        desk.serve('s3', commandName, input),
    first,
  );
  const { rolesanywhere: rolesAnywhere, ...clients } = clientsAt(desk);
  const environment = { ...world.context.environment, EVENT_BUS: 'default', AUDIT_BUCKET: 'audit' };
  return findDrift(
    {},
    { ...world.context, environment, clients: { ...clients, rolesAnywhere, events, s3: store } },
  );
}

/** A request that has created its resource, and whose row says so. */
async function created(type: RequestTypeName = 'iam-role'): Promise<string> {
  const id = await approved(world, type);
  await create(world, id);
  await outcome(world, id);
  return id;
}

async function createAll(): Promise<string[]> {
  const ids: string[] = [];
  for (const type of requestTypeNames) ids.push(await created(type));
  return ids;
}

const sources = () => ({ clock: () => new Date(world.clock.now()), newId: world.context.newId });
function replaceIam(change: (state: IamState) => IamState): void {
  desk = new Desk({
    ...desk.doubles,
    iam: new Iam({ ...sources(), limit: false, state: change(world.doubles.iam.snapshot()) }),
  });
}
const told = () => bus.events().map(({ detail }) => driftNoticeSchema.parse(detail));
const none = { unexplained: 0, changed: 0, deleted: 0, raised: 0 };

describe('an account that is as the trail says', () => {
  test('has no drift, whatever else there is that nobody asked Countersign for', async () => {
    await createAll();
    const { iam, ram, rolesanywhere } = world.doubles;
    await iam.call('CreateRole', { RoleName: 'elsewhere', AssumeRolePolicyDocument: trust });
    await rolesanywhere.call('CreateProfile', { name: 'by-hand', roleArns: [] });
    const [permission] = ram.snapshot().permissions;
    await ram.call('CreatePermission', { ...permission, name: 'by-hand', clientToken: 'x', tags: [] });
    expect(await run()).toEqual(none);
    expect(world.metrics.latest('Drift changed')).toBe(0);
  });

  test('has none either while a creation is being recorded', async () => {
    const id = await approved(world);
    world.desk.fail('iam:CreateRole', 'crash-after');
    await expect(create(world, id)).rejects.toThrow('The process is gone');
    expect(await run()).toEqual(none);
  });
});

describe('drift', () => {
  test('is what was put under the path by hand, also with the tag of a request that did not create it', async () => {
    const id = await created();
    const tags = [{ Key: requestIdTag, Value: id }];
    const role = { Path: '/requested/', AssumeRolePolicyDocument: trust };
    await world.doubles.iam.call('CreateRole', { ...role, RoleName: 'plain' });
    await world.doubles.iam.call('CreateRole', { ...role, RoleName: 'posing', Tags: tags });
    await world.doubles.rolesanywhere.call('CreateProfile', {
      ...{ name: 'posing', roleArns: [] },
      tags: [{ key: requestIdTag, value: 'nobody' }],
    });
    expect(await run()).toEqual({ ...none, unexplained: 3, raised: 3 });
    expect(told()).toMatchObject([
      { kind: 'unexplained', type: 'iam-role', arn: expect.stringContaining('/plain') },
      { kind: 'unexplained', arn: expect.stringContaining('/posing'), requestId: id },
      { kind: 'unexplained', type: 'rolesanywhere-profile', requestId: 'nobody' },
    ]);
  });

  test('is what was approved and is not as it was', async () => {
    const id = await created();
    replaceIam((state) => ({
      ...state,
      roles: state.roles.map((role) => ({ ...role, MaxSessionDuration: 43_200 })),
    }));
    expect(await run()).toEqual({ ...none, changed: 1, raised: 1 });
    expect(told()).toMatchObject([{ kind: 'changed', requestId: id, differences: ['MaxSessionDuration'] }]);
    expect(bus.events()[0]).toMatchObject({ 'detail-type': 'Drift Detected', source: 'countersign' });
  });

  const RoleName = 'payments-deploy';
  const denial = '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}';
  test.each<[string, string, object, string, string]>([
    [
      'a policy attached',
      'AttachRolePolicy',
      { RoleName, PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      'ManagedPolicyArns',
      'ManagedPolicyArns (arn:aws:iam::aws:policy/ReadOnlyAccess added)',
    ],
    [
      'a policy put inside',
      'PutRolePolicy',
      { RoleName, PolicyName: 'by-hand', PolicyDocument: denial },
      'Policies',
      'Policies (by-hand added)',
    ],
    ['a tag', 'TagRole', { RoleName, Tags: [{ Key: 'cost', Value: '1' }] }, 'Tags', 'Tags (cost added)'],
    [
      'another boundary',
      'PutRolePermissionsBoundary',
      { RoleName, PermissionsBoundary: 'arn:aws:iam::aws:policy/PowerUserAccess' },
      'PermissionsBoundary',
      'PermissionsBoundary',
    ],
    [
      'another trust policy',
      'UpdateAssumeRolePolicy',
      { RoleName, PolicyDocument: trust },
      'AssumeRolePolicyDocument',
      'AssumeRolePolicyDocument',
    ],
    ['another description', 'UpdateRole', { RoleName, Description: 'x' }, 'Description', 'Description'],
  ])('is %s by hand, named with the role and the request', async (_what, operation, input, part, words) => {
    const id = await created();
    await world.doubles.iam.call(operation, input);
    expect(await run()).toMatchObject({ changed: 1, raised: 1 });
    const [finding] = told();
    expect(finding).toMatchObject({ kind: 'changed', requestId: id });
    expect(finding?.arn).toContain(`role/requested/${RoleName}`);
    expect(finding?.differences).toContain(part);
    expect(finding?.details ?? finding?.differences).toContain(words);
  });

  test('is another role of the same name with our tag: its id tells it', async () => {
    const id = await created();
    replaceIam((state) => ({
      ...state,
      roles: state.roles.map((role) => ({ ...role, RoleId: 'AROAANOTHER0123456789' })),
    }));
    expect(await run()).toEqual({ ...none, changed: 1, raised: 1 });
    expect(told()).toMatchObject([{ kind: 'changed', requestId: id, differences: ['RoleId'] }]);
  });

  test('is what lost our tag, and explains itself no longer', async () => {
    const id = await created();
    replaceIam((state) => ({ ...state, roles: state.roles.map((role) => ({ ...role, Tags: [] })) }));
    expect(await run()).toEqual({ ...none, changed: 1, raised: 1 });
    expect(told()).toMatchObject([{ kind: 'changed', requestId: id, differences: ['tags'] }]);
  });

  test('is what was approved and is gone, of each type', async () => {
    const ids = await createAll();
    const empty = {
      iam: new Iam({ ...sources(), limit: false }),
      ram: new Ram(sources()),
      rolesanywhere: new RolesAnywhere({ ...sources(), limit: false }),
    };
    desk = new Desk({ ...desk.doubles, ...empty });
    expect(await run()).toEqual({ ...none, deleted: 4, raised: 4 });
    expect(new Set(told().map(({ requestId }) => requestId))).toEqual(new Set(ids));
  });

  test('is a request whose name was freed, but not the one that took it', async () => {
    const old = await created();
    const emptied = new Iam({
      ...sources(),
      limit: false,
      state: { ...world.doubles.iam.snapshot(), roles: [] },
    });
    world.doubles.iam.call = (operation, input) => emptied.call(operation, input);
    await created();
    expect(await run()).toEqual({ ...none, deleted: 1, raised: 1 });
    expect(told()).toMatchObject([{ kind: 'deleted', requestId: old }]);
  });

  test('is what a damaged trail would explain', async () => {
    const id = await created();
    await world.doubles.dynamodb.call('UpdateItem', {
      TableName: 'AuditTrail',
      Key: { requestId: { S: id }, seq: { N: '1' } },
      UpdateExpression: 'SET previousHash = :one',
      ExpressionAttributeValues: { ':one': { S: '1'.repeat(64) } },
    });
    expect(await run()).toEqual({ ...none, unexplained: 1, raised: 1 });
  });
});

describe('a run without the time to look at everything', () => {
  const looks = () => desk.sent.filter((each) => each === 'rolesanywhere:GetProfile').length;

  test('leaves the rest to the next one, which goes on there; then all begins anew', async () => {
    for (let count = 0; count < 27; count++) {
      await created('rolesanywhere-profile');
      world.clock.pass(1);
    }
    desk.before('rolesanywhere:GetProfile', async () => world.clock.pass(12 * 60));
    expect(await run()).toHaveProperty('stoppedAt', expect.stringContaining('2026-11-02T'));
    expect(looks()).toBe(25);
    expect(await run()).not.toHaveProperty('stoppedAt');
    expect(looks()).toBe(27);
    expect(await run()).not.toHaveProperty('stoppedAt');
    expect(looks()).toBe(54);
  });
});

describe('a finding', () => {
  beforeEach(async () => {
    const role = { RoleName: 'plain', Path: '/requested/', AssumeRolePolicyDocument: trust };
    await world.doubles.iam.call('CreateRole', role);
  });

  test('is told once, and counted every day', async () => {
    expect(await run()).toMatchObject({ unexplained: 1, raised: 1 });
    expect(await run()).toMatchObject({ unexplained: 1, raised: 0 });
    expect(told()).toHaveLength(1);
    expect(world.metrics.latest('Drift unexplained')).toBe(1);
  });

  test.each([
    ['the bus does not answer', 'events:PutEvents'],
    ['it cannot be remembered', 's3:PutObject'],
  ])('is told again if %s', async (_what, operation) => {
    desk.fail(operation, { error: 'InternalFailure', status: 500 });
    await expect(run()).rejects.toThrow();
    expect(await run()).toMatchObject({ raised: 1 });
    expect(told().length).toBeGreaterThan(0);
  });
});
