import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { type RequestTypeName, requestTypeNames } from '../../domain/request-types/names.ts';
import { configurationWith } from '../support/configuration.ts';
import { approved, ask, click, create, eventTypes, loaded, outcome, visitAll } from '../support/steps.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

const operations = {
  'iam-role': 'iam:CreateRole',
  'iam-policy': 'iam:CreatePolicy',
  'rolesanywhere-profile': 'rolesanywhere:CreateProfile',
  'ram-permission': 'ram:CreatePermission',
} as const;
const services = {
  'iam-role': 'iam',
  'iam-policy': 'iam',
  'rolesanywhere-profile': 'rolesanywhere',
  'ram-permission': 'ram',
} as const;
const reads = {
  'iam-role': 'GetRole',
  'iam-policy': 'GetPolicy',
  'rolesanywhere-profile': 'ListProfiles',
  'ram-permission': 'GetPermission',
} as const;
const named = requestTypeNames.filter((type) => type !== 'rolesanywhere-profile');

/** Everything that the doubles hold of what a type creates; the boundary is there from the start. */
function resources(type: RequestTypeName): object[] {
  const { roles, policies } = world.doubles.iam.snapshot();
  switch (type) {
    case 'iam-role':
      return roles;
    case 'iam-policy':
      return policies.filter(({ Arn }) => Arn.includes('/requested/'));
    case 'rolesanywhere-profile':
      return world.doubles.rolesanywhere.snapshot().profiles;
    case 'ram-permission':
      return world.doubles.ram.snapshot().permissions;
  }
}

/** Tries again as the workflow does, until the step ends. */
async function createWithRetries(id: string, pause = 2): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    try {
      return await create(world, id);
    } catch (error) {
      const { name } = z.object({ name: z.string() }).parse(error);
      if (name !== 'TransientFailure' && name !== 'Crash') throw error;
      world.clock.pass(pause);
    }
  }
  throw new Error('It never ended');
}

describe.each(requestTypeNames)('creating a %s', (type) => {
  test('sends the plan, reads it back and records it', async () => {
    const id = await approved(world, type);
    await create(world, id);
    const request = await loaded(world, id);
    expect(request.status).toBe('created');
    expect(resources(type)).toHaveLength(1);
    const created = (await world.trail.events(id)).at(-1);
    expect(created).toMatchObject({ type: 'resource.created', detail: { arn: request.result?.arn } });
  });

  test('again does nothing', async () => {
    const id = await approved(world, type);
    await create(world, id);
    const before = await eventTypes(world, id);
    await create(world, id);
    expect(await eventTypes(world, id)).toEqual(before);
    expect(resources(type)).toHaveLength(1);
  });

  test.each(['crash-before', 'crash-after', 'drop-response'] as const)(
    'with a %s in the call creates once and ends as created',
    async (fault) => {
      const id = await approved(world, type);
      world.desk.fail(operations[type], fault);
      await createWithRetries(id);
      expect((await loaded(world, id)).status).toBe('created');
      expect(resources(type)).toHaveLength(1);
    },
  );

  test('that crashes with the resource there and nothing recorded creates once', async () => {
    const id = await approved(world, type);
    world.desk.before(operations[type], async () => world.desk.fail('dynamodb:PutItem', 'crash-before'));
    await expect(create(world, id)).rejects.toThrow('The process is gone');
    expect(resources(type)).toHaveLength(1);
    await createWithRetries(id);
    expect((await loaded(world, id)).status).toBe('created');
    expect(resources(type)).toHaveLength(1);
  });

  test('whose record was appended without an answer is created', async () => {
    const id = await approved(world, type);
    world.desk.before(operations[type], async () => world.desk.fail('dynamodb:PutItem', 'retried'));
    await create(world, id);
    const types = await eventTypes(world, id);
    expect(types.filter((each) => each === 'resource.created')).toHaveLength(1);
  });

  test('that is refused for good fails with the service’s own word', async () => {
    const id = await approved(world, type);
    world.desk.fail(operations[type], { error: 'AccessDenied', status: 403 });
    await expect(create(world, id)).rejects.toMatchObject({ name: 'CreateRefused' });
    expect(await loaded(world, id)).toMatchObject({ status: 'failed', failure: { code: 'AccessDenied' } });
    expect(resources(type)).toEqual([]);
  });

  test('whose answer was lost stands, although the next attempt is refused for good', async () => {
    const id = await approved(world, type);
    world.desk.fail(operations[type], 'drop-response');
    world.desk.before(operations[type], async () => {
      world.desk.fail(`${services[type]}:${reads[type]}`, { error: 'ServiceFailure', status: 500 });
    });
    await expect(create(world, id)).rejects.toMatchObject({ name: 'TransientFailure' });
    world.desk.fail(operations[type], { error: 'AccessDenied', status: 403 });
    await create(world, id);
    expect(await loaded(world, id)).toMatchObject({ status: 'created' });
    expect(resources(type)).toHaveLength(1);
  });

  test.each([
    ['throttled', { error: 'ThrottlingException', status: 400 }],
    ['answered with 500', { error: 'InternalFailure', status: 500 }],
    ['answered with 503', { error: 'ServiceUnavailable', status: 503 }],
  ])('that is %s some times is created once', async (_what, fault) => {
    const id = await approved(world, type);
    world.desk.fail(operations[type], fault, 3);
    await createWithRetries(id, 60);
    expect((await loaded(world, id)).status).toBe('created');
    expect(resources(type)).toHaveLength(1);
  });

  test('of which nobody can tell how it ended stays approved', async () => {
    const id = await approved(world, type);
    world.desk.fail(operations[type], 'drop-response');
    world.desk.fail(`${services[type]}:${reads[type]}`, { error: 'ServiceFailure', status: 500 }, 20);
    await expect(create(world, id)).rejects.toMatchObject({ name: 'TransientFailure' });
    expect((await loaded(world, id)).status).toBe('approved');
  });

  test('with a plan that is not what was approved is refused', async () => {
    const id = await approved(world, type);
    await tamper(id, (plan) => plan.replace('payments', 'all-of-it').replace('shared', 'secret'));
    await expect(create(world, id)).rejects.toMatchObject({ name: 'CreateRefused' });
    expect((await world.trail.events(id)).at(-1)).toMatchObject({
      type: 'creation.refused',
      detail: { reason: { code: 'digest-mismatch' } },
    });
    expect(resources(type)).toEqual([]);
  });

  test('whose trail was changed elsewhere is refused as well', async () => {
    const id = await approved(world, type);
    await tamper(id, (detail) => detail.replace('"summary":{"name":"', '"summary":{"name":"harmless-'));
    await expect(create(world, id)).rejects.toMatchObject({ name: 'CreateRefused' });
    expect(resources(type)).toEqual([]);
  });

  test('more than 24 hours after its approval expires instead', async () => {
    const id = await approved(world, type);
    world.clock.pass(24 * 3600);
    await create(world, id);
    expect((await world.trail.events(id)).at(-1)).toMatchObject({
      type: 'request.expired',
      actor: { id: 'executor' },
      detail: { while: 'approved' },
    });
    expect(resources(type)).toEqual([]);
  });

  test('after its approver lost the right goes back for another approval, on the same card', async () => {
    const id = await approved(world, type);
    world.slack.groups.set('S0LEADS', ['U0CAROL']);
    world.slack.groups.set('S0SECURITY', ['U0CAROL', 'U0MALLORY']);
    await expect(create(world, id)).rejects.toMatchObject({ name: 'QuorumLost' });
    expect(resources(type)).toEqual([]);
    expect(await loaded(world, id)).toMatchObject({ status: 'pending' });
    await ask(world, id, { taskToken: 'again', enteredAt: '2026-11-02T09:30:00.000Z' });
    expect(JSON.stringify(world.slack.cards)).toContain('"approve"');
    expect(world.slack.cards).toHaveLength(1);
    await click(world, id, 'carol');
    await click(world, id, 'mallory');
    expect(world.engine.resumed.at(-1)).toEqual({ taskToken: 'again', output: { status: 'approved' } });
    await createWithRetries(id);
    expect((await loaded(world, id)).status).toBe('created');
  });
});

test('a plan that makes no sense any more is refused, too', async () => {
  const id = await approved(world);
  await tamper(id, (plan) => plan.replace('"MaxSessionDuration":3600', '"MaxSessionDuration":"for ever"'));
  await expect(create(world, id)).rejects.toMatchObject({ name: 'CreateRefused' });
  expect((await loaded(world, id)).status).toBe('failed');
});

/** Overwrites the plan in the stored first event, as nobody can without breaking the chain. */
async function tamper(id: string, change: (detail: string) => string): Promise<void> {
  const Key = { requestId: { S: id }, seq: { N: '1' } };
  const answer = await world.doubles.dynamodb.call('GetItem', { TableName: 'AuditTrail', Key });
  const { Item } = z.object({ Item: z.looseObject({ detail: z.object({ S: z.string() }) }) }).parse(answer);
  const start = '"plan":';
  const [before, ...plan] = Item.detail.S.split(start);
  await world.doubles.dynamodb.call('PutItem', {
    TableName: 'AuditTrail',
    Item: { ...Item, detail: { S: [before, change(plan.join(start))].join(start) } },
  });
}

describe.each(named)('a name that is taken, for a %s,', (type) => {
  test('by another request fails, naming it', async () => {
    const [first, second] = [await approved(world, type), await approved(world, type)];
    await create(world, first);
    await expect(create(world, second)).rejects.toMatchObject({ name: 'CreateRefused' });
    expect(await loaded(world, second)).toMatchObject({
      status: 'failed',
      failure: { code: 'name-taken', message: expect.stringContaining(`request ${first}`) },
    });
    expect(resources(type)).toHaveLength(1);
  });

  test('but not readable yet is no failure', async () => {
    const [first, second] = [await approved(world, type), await approved(world, type)];
    await create(world, first);
    const absent = {
      'iam-role': ['iam:GetRole', 'NoSuchEntity'],
      'iam-policy': ['iam:GetPolicy', 'NoSuchEntity'],
      'ram-permission': ['ram:GetPermission', 'UnknownResourceException'],
    } as const;
    const [operation, error] = absent[type];
    world.desk.fail(operation, { error, status: 404 }, 1);
    if (type === 'iam-policy') world.desk.fail('iam:ListPolicies', { error: 'Throttling' }, 1);
    await expect(create(world, second)).rejects.toMatchObject({ name: 'TransientFailure' });
    expect((await loaded(world, second)).status).toBe('approved');
  });
});

test('an IAM role that nobody of Countersign made is named as such', async () => {
  const id = await approved(world);
  await world.doubles.iam.call('CreateRole', {
    RoleName: 'Payments-Deploy',
    Path: '/legacy/',
    AssumeRolePolicyDocument:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
  });
  await expect(create(world, id)).rejects.toMatchObject({ name: 'CreateRefused' });
  expect(await loaded(world, id)).toMatchObject({
    failure: { code: 'name-taken', message: expect.stringContaining('role/legacy/Payments-Deploy') },
  });
});

describe('two executors', () => {
  test.each(requestTypeNames)('of one %s create one', async (type) => {
    const id = await approved(world, type);
    const outcomes = await Promise.allSettled([create(world, id), create(world, id, `${id}-2`)]);
    expect(outcomes.map(({ status }) => status)).toContain('fulfilled');
    await createWithRetries(id);
    expect(resources(type)).toHaveLength(1);
    expect((await loaded(world, id)).status).toBe('created');
    const types = await eventTypes(world, id);
    expect(types.filter((each) => each.startsWith('resource.'))).toHaveLength(1);
  });
});

describe('a profile whose creation has no known outcome', () => {
  const type = 'rolesanywhere-profile';

  test('is not sent again before it had time to show, and is looked for before', async () => {
    const id = await approved(world, type);
    world.desk.fail('rolesanywhere:CreateProfile', 'crash-before');
    await expect(create(world, id)).rejects.toThrow('The process is gone');
    world.clock.pass(119);
    await expect(create(world, id)).rejects.toMatchObject({ name: 'TransientFailure' });
    expect(resources(type)).toEqual([]);
    world.clock.pass(1);
    world.desk.sent.length = 0;
    await create(world, id);
    const sent = world.desk.sent.filter((operation) => operation.startsWith('rolesanywhere:'));
    expect(sent.indexOf('rolesanywhere:ListProfiles')).toBeLessThan(
      sent.indexOf('rolesanywhere:CreateProfile'),
    );
    expect((await eventTypes(world, id)).filter((each) => each === 'creation.attempted')).toHaveLength(2);
  });

  test('is found by its tag among namesakes', async () => {
    const other = await approved(world, type);
    await create(world, other);
    const id = await approved(world, type);
    world.desk.fail('rolesanywhere:CreateProfile', 'crash-after');
    await expect(create(world, id)).rejects.toThrow();
    world.clock.pass(3);
    await create(world, id);
    expect(resources(type)).toHaveLength(2);
    const arns = await Promise.all([other, id].map(async (each) => (await loaded(world, each)).result?.arn));
    expect(new Set(arns).size).toBe(2);
  });
});

describe('a resource that exists by the time its request may no longer be executed', () => {
  test.each([
    ['its approval is too old', async () => world.clock.pass(25 * 3600)],
    ['its approver may no longer approve', async () => world.slack.groups.set('S0LEADS', [])],
  ])('is recorded, not denied: %s', async (_what, happen) => {
    const id = await approved(world);
    world.desk.fail('iam:CreateRole', 'crash-after');
    await expect(create(world, id)).rejects.toThrow('The process is gone');
    await happen();
    await create(world, id);
    expect((await world.trail.events(id)).at(-1)).toMatchObject({ type: 'resource.adopted' });
  });

  test('but is not as planned is a failure that names the difference', async () => {
    const id = await approved(world);
    const { plan } = await loaded(world, id);
    await world.doubles.iam.call('CreateRole', { ...plan[0]?.parameters, MaxSessionDuration: 43_200 });
    await expect(create(world, id)).rejects.toMatchObject({ name: 'CreateRefused' });
    expect(await loaded(world, id)).toMatchObject({
      status: 'failed',
      failure: { code: 'differs', message: expect.stringContaining('MaxSessionDuration') },
    });
  });
});

describe('an executor', () => {
  test('waits if Slack does not say who may approve', async () => {
    const id = await approved(world);
    world.slack.trouble('members');
    await expect(create(world, id)).rejects.toMatchObject({ name: 'TransientFailure' });
    expect((await loaded(world, id)).status).toBe('approved');
  });

  test('holds the rule of today against an approval of yesterday', async () => {
    const id = await approved(world);
    const { creators } = world;
    const configuration = configurationWith({
      approvals: [{ when: 'any', approvers: [{ group: 'S0LEADS' }], quorum: 2, window: '72h' }],
    });
    const context = { ...creators['iam-role'], configuration };
    const stricter = { ...world, creators: { ...creators, 'iam-role': context } };
    await expect(create(stricter, id)).rejects.toMatchObject({ name: 'QuorumLost' });
    expect((await world.trail.events(id)).at(-1)).toMatchObject({
      type: 'approval.withdrawn',
      detail: { approvers: [], counted: 1, required: 2 },
    });
  });

  test('records a failure whose message AWS cut in the middle of a character', async () => {
    const id = await approved(world);
    const message = `${'x'.repeat(999)}😀`;
    const { iam } = world.doubles;
    const answer = iam.call.bind(iam);
    iam.call = (operation, input) =>
      operation === 'CreateRole'
        ? Promise.reject(Object.assign(new Error(message), { name: 'MalformedPolicyDocument' }))
        : answer(operation, input);
    await expect(create(world, id)).rejects.toMatchObject({ name: 'CreateRefused' });
    expect(await loaded(world, id)).toMatchObject({
      status: 'failed',
      failure: { code: 'MalformedPolicyDocument' },
    });
  });

  test('of what nobody approved goes back to asking', async () => {
    const id = await approved(world);
    await world.trail.advance(id, () => ({
      type: 'approval.withdrawn',
      actor: { kind: 'system', id: 'executor' },
      at: world.clock.now(),
      detail: { approvers: ['U0BOB'], counted: 0, required: 1, reason: 'r' },
    }));
    await expect(create(world, id)).rejects.toMatchObject({ name: 'QuorumLost' });
  });

  test('takes five remote calls one after the other for a role', async () => {
    const id = await approved(world);
    world.desk.sent.length = 0;
    await create(world, id);
    expect(world.desk.sent.slice(1)).toEqual([
      'dynamodb:Query',
      // At the same time as the trail is read.
      'ssm:GetParameter',
      // At the same time as Slack is asked for its directory.
      'iam:GetPolicy',
      'iam:CreateRole',
      'iam:GetRole',
      // At the same time as the role is read.
      ...['iam:ListRolePolicies', 'iam:ListAttachedRolePolicies'],
      'dynamodb:PutItem',
    ]);
  });
});

test('a profile takes five remote calls one after the other: nothing is looked for that was never sent; tags are read alongside', async () => {
  const id = await approved(world, 'rolesanywhere-profile');
  world.desk.sent.length = 0;
  await create(world, id);
  const alongside = ['ssm:GetParameter', 'iam:GetRole', 'rolesanywhere:ListTagsForResource'];
  expect(world.desk.sent).toEqual(expect.arrayContaining(alongside));
  expect(world.desk.sent.slice(1).filter((each) => !alongside.includes(each))).toEqual([
    'dynamodb:Query',
    'dynamodb:PutItem',
    'rolesanywhere:CreateProfile',
    'rolesanywhere:GetProfile',
    'dynamodb:PutItem',
  ]);
});

test('an outcome is told once in the thread, mentioning the requester', async () => {
  const id = await approved(world);
  await create(world, id);
  await Promise.all([outcome(world, id), outcome(world, id), visitAll(world, 'open')]);
  expect(world.slack.replies).toMatchObject([
    {
      text: expect.stringMatching(/^<@U0ALICE> :white_check_mark: Created: arn:aws:iam/),
      threadTs: world.slack.cards[0]?.ts,
    },
  ]);
});
