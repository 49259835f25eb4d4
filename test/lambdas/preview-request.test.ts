import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { requestTypeNames } from '../../domain/request-types/names.ts';
import { previewRequest } from '../../lambdas/preview-request.ts';
import { validateRequest } from '../../lambdas/validate-request.ts';
import { apiEvent } from '../support/api-event.ts';
import { configurationWith } from '../support/configuration.ts';
import { principals } from '../support/people.ts';
import { call, loaded, post } from '../support/steps.ts';
import { bodyOf, giveSessionRole, newWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

function preview(
  body: unknown,
  {
    caller = principals.alice,
    context = world.context,
  }: { caller?: string; context?: World['context'] } = {},
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return call(previewRequest, apiEvent({ path: '/requests/preview', body: text, caller }), world, context);
}

describe('a preview', () => {
  test.each(requestTypeNames)(
    'of %s is what the request is then, and costs what validation does',
    async (type) => {
      if (type === 'rolesanywhere-profile') await giveSessionRole(world);
      world.desk.sent.length = 0;
      const { status, body } = await preview(bodyOf(type));
      expect(status).toBe(200);
      const asked = [...world.desk.sent];
      const { body: accepted } = await post(world, { body: bodyOf(type) });
      world.desk.sent.length = 0;
      await validateRequest({ requestId: accepted.id }, world.context);
      const { digest, validated } = await loaded(world, accepted.id);
      const { approvers, quorum, window } = validated?.rule ?? {};
      expect(body).toMatchObject({
        digest,
        risk: validated?.risk,
        findings: validated?.findings,
        rule: { approvers, quorum, window },
        required: validated?.required,
        rejections: [],
      });
      expect(asked.sort()).toEqual(world.desk.sent.filter((each) => !each.startsWith('dynamodb:')).sort());
    },
  );

  test('records nothing, asks nobody and starts nothing', async () => {
    await preview(bodyOf('iam-role'));
    expect(world.desk.sent.filter((each) => /^(dynamodb|states):/.test(each))).toEqual([]);
    expect(world.slack.posted).toEqual([]);
  });

  test('names a placeholder where the id of the request would stand', async () => {
    const { body } = await preview(bodyOf('iam-role'));
    expect(JSON.stringify(body.plan)).toContain('00000000-0000-0000-0000-000000000000');
  });

  test('says what would be rejected, and not whose the name is', async () => {
    const earlier = await post(world, { body: bodyOf('iam-role') });
    const tags = [{ Key: 'countersign:request-id', Value: earlier.body.id }];
    const { AssumeRolePolicyDocument } = bodyOf('iam-role').parameters;
    await world.doubles.iam.call('CreateRole', {
      RoleName: 'somebodys',
      Path: '/secret-team/',
      AssumeRolePolicyDocument: JSON.stringify(AssumeRolePolicyDocument),
      Tags: tags,
    });
    const { status, body } = await preview(bodyOf('iam-role', { RoleName: 'Somebodys' }));
    expect(status).toBe(200);
    expect(body.rejections).toEqual([
      { code: 'name-taken', message: 'There is a role of this name already. Choose another name.' },
    ]);
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`${earlier.body.id}|secret-team`));
  });

  test('needs one approval more of whom nobody knows', async () => {
    const known = (await preview(bodyOf('iam-role'))).body;
    const unknown = (await preview(bodyOf('iam-role'), { caller: principals.shared })).body;
    expect(unknown.rule).toEqual(known.rule);
    expect(unknown.required).toBe(known.required + 1);
  });
});

describe('a preview that is refused', () => {
  test('has the errors of a submission, and nothing of the account was read', async () => {
    const faulty = {
      type: 'iam-role',
      justification: 'short',
      parameters: { RoleName: 'a b', Path: '/admin/' },
    };
    const previewed = await preview(faulty);
    expect(previewed.status).toBe(422);
    expect(world.desk.sent).toEqual([]);
    const submitted = await post(world, { body: faulty });
    expect(previewed.body).toEqual({ ...submitted.body, instance: '/requests/preview' });
  });

  test('for who may not ask for the type, and what the guardrails refuse, reads nothing', async () => {
    const configuration = configurationWith({ requesters: { 'iam-role': [{ iamUser: 'eve' }] } });
    const context = { ...world.context, configuration };
    const refused = await preview(bodyOf('iam-role'), { context });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ code: 'guardrail-requester' }] } });
    const outside = await preview(bodyOf('iam-role', { Path: '/elsewhere/' }));
    expect(outside).toMatchObject({ status: 422, body: { errors: [{ code: 'guardrail-path' }] } });
    expect(world.desk.sent).toEqual([]);
  });

  test.each([
    ['{', 400],
    ['[]', 422],
    [`{"type":"iam-role","type":"iam-policy"}`, 422],
    ['{"type":"iam-role","justification":"\\ud800 is no character","parameters":{}}', 422],
    ['x'.repeat(70_000), 413],
  ])('because of the body %#: %s', async (text, status) => {
    expect((await preview(text)).status).toBe(status);
    expect(world.desk.sent).toEqual([]);
  });
});

describe('while the account does not answer', () => {
  test('a service that fails makes it 503, to be tried again', async () => {
    world.desk.fail('iam:GetRole', { error: 'ServiceFailure', status: 500 }, 10);
    const answer = await preview(bodyOf('iam-role'));
    expect(answer).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5', 'content-type': 'application/problem+json' },
      body: { type: 'urn:countersign:problem:account-unavailable' },
    });
  });

  test('one that takes too long makes it 503 at the deadline', async () => {
    const patience = new AbortController();
    const forever = Promise.withResolvers<void>();
    world.desk.before('iam:GetRole', async () => {
      patience.abort();
      await forever.promise;
    });
    const context = {
      ...world.context,
      clients: { ...world.context.clients, deadline: () => patience.signal },
    };
    expect((await preview(bodyOf('iam-role'), { context })).status).toBe(503);
    forever.resolve();
  });

  test('what is forbidden to us is an error for operators', async () => {
    world.desk.fail('iam:GetRole', { error: 'AccessDenied', status: 403 });
    expect((await preview(bodyOf('iam-role'))).status).toBe(503);
    expect(world.log.lines).toContainEqual(
      expect.stringMatching(/^error .*A check of the account does not answer/),
    );
  });
});

test('every preview is logged with its caller, those that are refused too', async () => {
  await preview(bodyOf('iam-role'));
  await preview({ type: 'iam-role' }, { caller: principals.shared });
  expect(world.log.lines).toEqual(
    expect.arrayContaining([
      expect.stringContaining(`info ["Preview",{"caller":"${principals.alice}","type":"iam-role"`),
      `info ["Preview refused",{"caller":"${principals.shared}"}]`,
    ]),
  );
});
