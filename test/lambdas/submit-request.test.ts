import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { principals } from '../support/people.ts';
import { eventTypes, loaded, post, visitAll } from '../support/steps.ts';
import { bodyOf, newWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

test('a name that is likely a typo comes back as a warning, and stops nothing; again with the same key', async () => {
  const PolicyDocument = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessages', Resource: '*' }],
  };
  const body = bodyOf('iam-policy', { PolicyDocument });
  for (const _ of [1, 2]) {
    const { status, body: accepted } = await post(world, { body, key: 'typo' });
    const message = '`sqs:SendMessages`: did you mean `sqs:SendMessage`?';
    const pointer = '/parameters/PolicyDocument/Statement/0/Action';
    expect([status, accepted.warnings]).toEqual([202, [{ pointer, code: 'UNKNOWN_ACTION', message }]]);
  }
});

test('fields that are refused say what to do instead, and misspelt ones what was meant', async () => {
  const tags = [{ key: 'team', Value: 'payments' }];
  const { status, body } = await post(world, {
    body: bodyOf('iam-role', { PolicyDocument: {}, MaxSesionDuration: 3600, Tags: tags }),
  });
  const parameters = (field: string) => `/parameters/${field}`;
  expect(status).toBe(422);
  expect(body.errors).toEqual(
    expect.arrayContaining([
      {
        pointer: parameters('PolicyDocument'),
        code: 'refused-field',
        detail: expect.stringContaining('stands in Policies'),
      },
      {
        pointer: parameters('MaxSesionDuration'),
        code: 'unknown-field',
        detail: 'No such field. Did you mean MaxSessionDuration?',
      },
      {
        pointer: parameters('Tags/0/key'),
        code: 'unknown-field',
        detail: 'No such field. Names are case-sensitive: did you mean Key?',
      },
    ]),
  );
});

describe('a submission', () => {
  test('is accepted with its id, digest and place, recorded, and its workflow started', async () => {
    const { status, headers, body } = await post(world);
    expect(status).toBe(202);
    expect(headers.location).toBe(`/requests/${body.id}`);
    const expected = { id: body.id, type: 'iam-role', status: 'submitted', createdAt: world.clock.now() };
    expect(body).toEqual({ ...expected, digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
    expect(await eventTypes(world, body.id)).toEqual(['request.submitted']);
    expect(world.engine.executions).toMatchObject([
      { name: body.id, input: JSON.stringify({ requestId: body.id, type: 'iam-role' }) },
    ]);
  });

  test('takes three remote calls, one after the other', async () => {
    await post(world);
    expect(world.desk.sent).toEqual(['dynamodb:PutItem', 'dynamodb:PutItem', 'states:StartExecution']);
  });

  test('names the requester that API Gateway vouches for, whatever the body says', async () => {
    const { body } = await post(world, { caller: principals.bob });
    expect((await loaded(world, body.id)).requester).toEqual({
      kind: 'iam',
      id: principals.bob,
      name: 'bob@example.com',
    });
  });
});

describe('a submission that crashes', () => {
  test('after its work-index row leaves a row that the reconciler drops', async () => {
    world.desk.fail('dynamodb:PutItem', 'crash-after');
    await expect(post(world, { key: 'k' })).rejects.toThrow('The process is gone');
    world.clock.pass(61);
    const { done } = await visitAll(world);
    expect(done).toEqual([{ id: expect.any(String), actions: ['dropped'] }]);
    expect(await visitAll(world, 'open')).toMatchObject({ due: 0 });
  });

  test('before its row was dropped can be sent again with its key', async () => {
    world.desk.fail('dynamodb:PutItem', 'crash-after');
    await expect(post(world, { key: 'k' })).rejects.toThrow();
    world.clock.pass(30);
    const { status, body } = await post(world, { key: 'k' });
    expect(status).toBe(202);
    world.clock.pass(40);
    await visitAll(world);
    expect(await eventTypes(world, body.id)).toEqual(['request.submitted']);
    expect(await world.index.get(body.id)).toMatchObject({ id: body.id });
  });

  test('after event 1 is started by the reconciler, and by sending it again', async () => {
    world.desk.fail('states:StartExecution', 'crash-before');
    await expect(post(world, { key: 'k' })).rejects.toThrow();
    expect(world.engine.names).toEqual([]);
    world.clock.pass(61);
    expect((await visitAll(world)).done).toMatchObject([{ actions: ['started'] }]);
    const { status, body } = await post(world, { key: 'k' });
    expect(status).toBe(202);
    expect(world.engine.names).toEqual([body.id]);
  });

  test('after StartExecution has started one workflow, however often it is sent again', async () => {
    world.desk.fail('states:StartExecution', 'crash-after');
    await expect(post(world, { key: 'k' })).rejects.toThrow();
    const { body } = await post(world, { key: 'k' });
    expect(world.engine.names).toEqual([body.id]);
    expect(await eventTypes(world, body.id)).toEqual(['request.submitted']);
  });

  test('is accepted although the workflow could not be started: the reconciler does it', async () => {
    world.desk.fail('states:StartExecution', { error: 'ThrottlingException' });
    const { status, body } = await post(world);
    expect(status).toBe(202);
    world.clock.pass(61);
    await visitAll(world);
    expect(world.engine.names).toEqual([body.id]);
  });

  test('is not, when the answer to its append was lost and the client sent it again', async () => {
    world.desk.failSecond('dynamodb:PutItem', 'retried');
    const { status, body } = await post(world);
    expect(status).toBe(202);
    expect(await eventTypes(world, body.id)).toEqual(['request.submitted']);
  });
});

describe('an Idempotency-Key', () => {
  test('gives the same request for the same body, whatever the order of its members', async () => {
    const body = bodyOf('iam-policy');
    const first = await post(world, { key: 'deploy-42', body });
    world.clock.pass(5);
    const { type, justification, parameters } = body;
    const second = await post(world, { key: 'deploy-42', body: { parameters, justification, type } });
    expect(second).toMatchObject({ status: 202, body: first.body });
    expect(await eventTypes(world, first.body.id)).toHaveLength(1);
  });

  test('refuses another body', async () => {
    await post(world, { key: 'deploy-42' });
    const other = await post(world, { key: 'deploy-42', body: bodyOf('iam-policy') });
    expect(other).toMatchObject({
      status: 422,
      body: { type: 'urn:countersign:problem:idempotency-key-reused' },
    });
    const faulty = await post(world, { key: 'deploy-42', body: { type: 'iam-role' } });
    expect(faulty).toMatchObject({
      status: 422,
      body: { type: 'urn:countersign:problem:idempotency-key-reused' },
    });
  });

  test('belongs to one principal: the same key of another makes another request', async () => {
    const one = await post(world, { key: 'k' });
    const two = await post(world, { key: 'k', caller: principals.bob });
    expect(two.status).toBe(202);
    expect(two.body.id).not.toBe(one.body.id);
  });

  test('answers the present status when it comes again late', async () => {
    const { body } = await post(world, { key: 'k' });
    await world.trail.advance(body.id, ({ requester }) => ({
      type: 'request.cancelled',
      actor: requester,
      at: world.clock.now(),
      detail: {},
    }));
    expect((await post(world, { key: 'k' })).body).toMatchObject({ id: body.id, status: 'cancelled' });
  });

  test('still answers when the rules have changed and the body would be refused now', async () => {
    const { body } = await post(world, { key: 'k' });
    const strict = {
      ...world.context,
      configuration: { ...world.configuration, requesters: { default: [{ role: 'none' }] } },
    };
    const again = await post({ ...world, context: strict }, { key: 'k' });
    expect(again).toMatchObject({ status: 202, body: { id: body.id } });
  });

  test('makes one request of twenty parallel posts', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(world, { key: 'burst' })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    const ids = new Set<string>(answers.map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    const [id = ''] = ids;
    expect(await eventTypes(world, id)).toEqual(['request.submitted']);
    expect(world.engine.names).toEqual([id]);
  });

  test.each(['', 'x'.repeat(256), 'naïve', 'tab\there'])('that is unusable is refused: %j', async (key) => {
    const { status, body } = await post(world, { key });
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ pointer: '/Idempotency-Key' }]);
  });
});
