import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { validateRequest } from '../../lambdas/validate-request.ts';
import { ask, click, create, eventTypes, loaded, post } from '../support/steps.ts';
import { bodyOf, newWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
  await world.doubles.iam.call('CreatePolicy', {
    PolicyName: 'queue-jobs',
    Path: '/requested/',
    PolicyDocument: documentOf('sqs:SendMessage', 'arn:aws:sqs:us-east-1:111122223333:jobs'),
  });
});
afterEach(() => world.close());

const attached = 'arn:aws:iam::111122223333:policy/requested/queue-jobs';
const RoleName = 'payments-deploy';

function documentOf(Action: string, Resource: string): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] });
}

const Policies = [
  {
    PolicyName: 'read-bucket',
    PolicyDocument: JSON.parse(documentOf('s3:GetObject', 'arn:aws:s3:::payments-in/*')),
  },
  { PolicyName: 'write-bucket', PolicyDocument: documentOf('s3:PutObject', 'arn:aws:s3:::payments-out/*') },
];

/** A role with two inline policies and an attached one, approved. */
async function approvedRole(): Promise<string> {
  const { body } = await post(world, {
    body: bodyOf('iam-role', { Policies, ManagedPolicyArns: [attached] }),
  });
  await validateRequest({ requestId: body.id }, world.context);
  await ask(world, body.id);
  for (const person of ['bob', 'carol'] as const) {
    if ((await loaded(world, body.id)).status === 'pending') await click(world, body.id, person);
  }
  return body.id;
}

const sends = ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy'];
const sent = () => world.desk.sent.filter((operation) => sends.includes(operation));

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

/** What IAM holds of the role's permissions. */
async function policiesOf(): Promise<{ inline: string[]; attached: string[] }> {
  const inline = await world.doubles.iam.call('ListRolePolicies', { RoleName });
  const listed = await world.doubles.iam.call('ListAttachedRolePolicies', { RoleName });
  return {
    inline: z.object({ PolicyNames: z.array(z.string()) }).parse(inline).PolicyNames,
    attached: z
      .object({ AttachedPolicies: z.array(z.object({ PolicyArn: z.string() })) })
      .parse(listed)
      .AttachedPolicies.map(({ PolicyArn }) => PolicyArn),
  };
}
const whole = { inline: ['read-bucket', 'write-bucket'], attached: [attached] };

describe('a role with its permissions', () => {
  test('is one plan, in the order in which it is sent', async () => {
    const { plan } = await loaded(world, await approvedRole());
    expect(plan.map(({ operation }) => operation)).toEqual([
      ...['CreateRole', 'PutRolePolicy', 'PutRolePolicy', 'AttachRolePolicy'],
    ]);
    expect(plan[1]?.parameters).toEqual({
      ...{ RoleName, PolicyName: 'read-bucket' },
      PolicyDocument: documentOf('s3:GetObject', 'arn:aws:s3:::payments-in/*'),
    });
    expect(plan[3]?.parameters).toEqual({ RoleName, PolicyArn: attached });
  });

  test('is created with exactly these, read back whole with its id, in eight calls one after the other', async () => {
    const id = await approvedRole();
    world.desk.sent.length = 0;
    await create(world, id);
    const calls = [...world.desk.sent];
    const created = (await world.trail.events(id)).at(-1);
    expect(created).toMatchObject({
      type: 'resource.created',
      detail: {
        resourceId: expect.stringMatching(/^AROA/),
        resource: {
          ManagedPolicyArns: [attached],
          Policies: [{ PolicyName: 'read-bucket' }, { PolicyName: 'write-bucket' }],
        },
      },
    });
    expect(await policiesOf()).toEqual(whole);
    expect(calls.filter((operation) => !/:(Get|List)/.test(operation)).slice(1)).toEqual([
      'dynamodb:Query',
      'iam:CreateRole',
      ...['iam:PutRolePolicy', 'iam:PutRolePolicy', 'iam:AttachRolePolicy'],
      'dynamodb:PutItem',
    ]);
    expect(calls.slice(calls.indexOf('iam:AttachRolePolicy') + 1)).toEqual([
      // All at once.
      ...['iam:GetRole', 'iam:ListRolePolicies', 'iam:ListAttachedRolePolicies'],
      ...['iam:GetRolePolicy', 'iam:GetRolePolicy'],
      'dynamodb:PutItem',
    ]);
  });

  test.each(
    sends.flatMap((operation) =>
      (['crash-before', 'crash-after', 'drop-response'] as const).map((fault) => [fault, operation] as const),
    ),
  )('with a %s in %s is one role, equal to the plan', async (fault, operation) => {
    const id = await approvedRole();
    world.desk.fail(operation, fault);
    await createWithRetries(id);
    expect((await loaded(world, id)).status).toBe('created');
    expect(await policiesOf()).toEqual(whole);
  });

  test('goes on where the attempt before stopped, and sends nothing that is right', async () => {
    const id = await approvedRole();
    world.desk.failSecond('iam:PutRolePolicy', { error: 'ServiceFailure', status: 500 });
    await expect(create(world, id)).rejects.toMatchObject({ name: 'TransientFailure' });
    expect((await loaded(world, id)).status).toBe('approved');
    world.desk.sent.length = 0;
    await create(world, id);
    expect(sent()).toEqual(['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy']);
    expect(await policiesOf()).toEqual(whole);
  });

  test('that is refused for good half-way has failed, naming the operation', async () => {
    const id = await approvedRole();
    world.desk.failSecond('iam:PutRolePolicy', { error: 'LimitExceeded', status: 409 });
    await expect(create(world, id)).rejects.toMatchObject({ name: 'CreateRefused' });
    expect((await world.trail.events(id)).at(-1)).toMatchObject({
      type: 'resource.failed',
      detail: { operation: 'PutRolePolicy', reason: { code: 'LimitExceeded' } },
    });
  });

  test.each(['AccessDenied', 'NoSuchEntity'])(
    'of which IAM says %s while it does not show everywhere is tried again, and not for ever',
    async (error) => {
      const id = await approvedRole();
      world.desk.fail('iam:AttachRolePolicy', { error, status: 403 }, 2);
      await expect(create(world, id)).rejects.toMatchObject({ name: 'TransientFailure' });
      world.clock.pass(121);
      await expect(create(world, id)).rejects.toMatchObject({ name: 'CreateRefused' });
      expect(await loaded(world, id)).toMatchObject({ status: 'failed', failure: { code: error } });
    },
  );

  test('to which somebody added something meanwhile differs: nothing is removed', async () => {
    const id = await approvedRole();
    const byHand = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    world.desk.before('iam:AttachRolePolicy', () =>
      Promise.resolve(world.doubles.iam.call('AttachRolePolicy', { RoleName, PolicyArn: byHand })),
    );
    await expect(create(world, id)).rejects.toMatchObject({ name: 'CreateRefused' });
    expect(await loaded(world, id)).toMatchObject({
      status: 'failed',
      failure: { code: 'differs', message: expect.stringContaining(byHand) },
    });
    expect((await policiesOf()).attached.sort()).toEqual([attached, byHand].sort());
  });

  test('of which a part is there when its approval is too old is not finished, and says so', async () => {
    const id = await approvedRole();
    world.desk.fail('iam:AttachRolePolicy', 'crash-before');
    await expect(create(world, id)).rejects.toThrow('The process is gone');
    world.clock.pass(25 * 3600);
    await expect(createWithRetries(id, 60)).rejects.toMatchObject({ name: 'CreateRefused' });
    expect((await world.trail.events(id)).at(-1)).toMatchObject({
      type: 'resource.failed',
      detail: {
        operation: 'AttachRolePolicy',
        reason: { code: 'unfinished', message: expect.stringContaining(attached) },
      },
    });
  });

  test('of which a part is there is finished by the next attempt', async () => {
    const id = await approvedRole();
    world.desk.fail('iam:AttachRolePolicy', 'crash-before');
    await expect(create(world, id)).rejects.toThrow('The process is gone');
    expect(await eventTypes(world, id)).not.toContain('resource.failed');
    await createWithRetries(id);
    expect((await loaded(world, id)).status).toBe('created');
  });
});
