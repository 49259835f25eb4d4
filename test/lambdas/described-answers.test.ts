import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Route, routeNames } from '../../domain/routes.ts';
import { cancelRequest } from '../../lambdas/cancel-request.ts';
import { decideRequest } from '../../lambdas/decide-request.ts';
import type { FunctionName } from '../../lambdas/environment.ts';
import { getAuditTrail } from '../../lambdas/get-audit-trail.ts';
import { getCaller } from '../../lambdas/get-caller.ts';
import { getOpenApi } from '../../lambdas/get-openapi.ts';
import { getRequest } from '../../lambdas/get-request.ts';
import type { ApiEvent } from '../../lambdas/http/api-event.ts';
import { answering, type Route as Handled } from '../../lambdas/http/route.ts';
import { listOwnRequests } from '../../lambdas/list-own-requests.ts';
import { listRequestTypes } from '../../lambdas/list-request-types.ts';
import { listRequests } from '../../lambdas/list-requests.ts';
import { previewRequest } from '../../lambdas/preview-request.ts';
import { retryRequest } from '../../lambdas/retry-request.ts';
import type { Context } from '../../lambdas/serve.ts';
import { slackInteraction } from '../../lambdas/slack-interaction.ts';
import { submitRequest } from '../../lambdas/submit-request.ts';
import { apiEvent, read } from '../support/api-event.ts';
import { configurationWith } from '../support/configuration.ts';
import { undescribed } from '../support/described.ts';
import { principals } from '../support/people.ts';
import { create, loaded, pending, post } from '../support/steps.ts';
import { bodyOf, newWorld, type World } from '../support/world.ts';

const nobody = '00000000-0000-4000-8000-000000000000';
const configuration = configurationWith({
  approvals: [
    {
      when: 'any',
      approvers: [{ group: 'S0LEADS' }, { role: 'AWSReservedSSO_*' }],
      quorum: 1,
      window: '72h',
    },
  ],
});
let world: World;
const at: Record<string, string> = {};
/** Routes, and statuses of each, that were answered. */
const answered = new Set<string>();

beforeAll(async () => {
  world = await newWorld(configuration);
  at.pending = await pending(world);
  at.created = await pending(world, 'iam-policy');
  at.failed = await pending(world, 'ram-permission');
});
afterAll(() => world.close());

type Parts = Partial<ApiEvent> & { caller?: string; name?: string };

/** Calls a route as API Gateway does, and expects what the document describes. */
async function answerOf<N extends FunctionName, Clients>(
  route: Route,
  [handled, context]: [Handled<N, Clients>, Context<N, Clients>],
  status: number,
  { name, ...parts }: Parts = {},
) {
  const id = name && { pathParameters: { id: at[name] ?? name } };
  const answer = read(await answering(handled, apiEvent({ ...id, ...parts }), context));
  expect([route, answer.status]).toEqual([route, status]);
  expect(undescribed(route, answer)).toEqual([]);
  answered.add(route);
  return answer;
}

const sent = (body: unknown) => ({ body: typeof body === 'string' ? body : JSON.stringify(body) });

describe('what the functions answer is what the OpenAPI document describes', () => {
  test('to a submission', async () => {
    const route = 'POST /requests';
    const submit: [typeof submitRequest, World['context']] = [submitRequest, world.context];
    const key = { 'Content-Type': 'application/json', 'Idempotency-Key': 'one' };
    await answerOf(route, submit, 202, { ...sent(bodyOf('iam-role')), headers: key });
    await answerOf(route, submit, 422, { ...sent(bodyOf('iam-policy')), headers: key });
    await answerOf(route, submit, 422, sent({ type: 'iam-role', parameters: { RoleName: 'a b' } }));
    await answerOf(route, submit, 400, sent('{'));
    await answerOf(route, submit, 413, sent('x'.repeat(70_000)));
    await answerOf(route, submit, 415, { headers: {} });
    await answerOf(route, submit, 403, { caller: 'arn:aws:iam::444455556666:user/eve' });
    world.desk.fail('dynamodb:PutItem', { error: 'ThrottlingException' });
    const { headers } = await answerOf(route, submit, 429, sent(bodyOf('iam-role')));
    expect(headers).toMatchObject({ 'retry-after': '1' });
    world.desk.fail('dynamodb:PutItem', { error: 'AccessDeniedException' });
    await answerOf(route, submit, 500, sent(bodyOf('iam-role')));
  });

  test('to a preview', async () => {
    const route = 'POST /requests/preview';
    const preview: [typeof previewRequest, World['context']] = [previewRequest, world.context];
    await answerOf(route, preview, 200, sent(bodyOf('ram-permission')));
    await answerOf(route, preview, 422, sent({}));
    world.desk.fail('iam:GetRole', { error: 'ServiceFailure', status: 500 }, 10);
    const { headers } = await answerOf(route, preview, 503, sent(bodyOf('iam-role')));
    world.desk.heal();
    expect(headers).toMatchObject({ 'retry-after': '5' });
  });

  test('to a list', async () => {
    const queryStringParameters = { status: 'nope' };
    await answerOf('GET /requests', [listRequests, world.context], 200);
    await answerOf('GET /requests', [listRequests, world.context], 422, { queryStringParameters });
    await answerOf('GET /me/requests', [listOwnRequests, world.context], 200);
    await answerOf('GET /me/requests', [listOwnRequests, world.context], 422, { queryStringParameters });
    await answerOf('GET /me', [getCaller, world.context], 200);
  });

  test('to a decision', async () => {
    const route = 'POST /requests/{id}/decisions';
    const decide: [typeof decideRequest, World['context']] = [decideRequest, world.context];
    const { digest } = await loaded(world, at.pending ?? '');
    const yes = sent({ verdict: 'approve', digest });
    const denial = sent({ verdict: 'deny', digest, reason: 'Not today.' });
    await answerOf(route, decide, 403, { name: 'pending', ...yes, caller: principals.alice });
    await answerOf(route, decide, 409, {
      name: 'pending',
      ...sent({ verdict: 'approve', digest: `sha256:${'0'.repeat(64)}` }),
      caller: principals.bob,
    });
    await answerOf(route, decide, 200, { name: 'pending', ...denial, caller: principals.bob });
    await answerOf(route, decide, 422, { name: 'pending', ...sent({}) });
    await answerOf(route, decide, 404, { name: nobody, ...yes });
    world.slack.trouble('members', { times: 1 });
    const { headers } = await answerOf(route, decide, 503, {
      name: 'created',
      ...sent({ verdict: 'approve', digest: (await loaded(world, at.created ?? '')).digest }),
      caller: principals.bob,
    });
    expect(headers).toMatchObject({ 'retry-after': '60' });
  });

  test('to whoever reads, cancels and retries', async () => {
    await decided(at.created ?? '');
    await decided(at.failed ?? '');
    world.desk.fail('ram:CreatePermission', { error: 'PermissionLimitExceededException' });
    await create(world, at.created ?? '');
    await create(world, at.failed ?? '').catch(() => {});
    const { context } = world;
    for (const name of ['pending', 'created', 'failed']) {
      await answerOf('GET /requests/{id}', [getRequest, context], 200, { name });
      await answerOf('GET /requests/{id}/audit', [getAuditTrail, context], 200, { name });
    }
    await answerOf('GET /requests/{id}', [getRequest, context], 404, { name: 'x' });
    await answerOf('GET /requests/{id}/audit', [getAuditTrail, context], 404, { name: nobody });
    await answerOf('POST /requests/{id}/retry', [retryRequest, context], 409, { name: 'created' });
    await answerOf('POST /requests/{id}/retry', [retryRequest, context], 200, { name: 'failed' });
    await answerOf('POST /requests/{id}/cancel', [cancelRequest, context], 409, { name: 'created' });
    const { body } = await post(world, { body: bodyOf('iam-policy', { PolicyName: 'another' }) });
    await answerOf('POST /requests/{id}/cancel', [cancelRequest, context], 200, { name: body.id });
    const caller = principals.bob;
    await answerOf('POST /requests/{id}/cancel', [cancelRequest, context], 403, { name: body.id, caller });
  });

  test('to who looks up what can be asked for, and how', async () => {
    await answerOf('GET /request-types', [listRequestTypes, world.context], 200);
    await answerOf('GET /openapi.json', [getOpenApi, world.context], 200);
  });

  test('to what is not Slack', async () => {
    const route = 'POST /slack/interactions';
    await answerOf(route, [slackInteraction, world.context], 401, { ...sent('payload=x') });
  });

  test('and anything else would be noticed', () => {
    const headers = { 'content-type': 'application/json' };
    const body = { items: [{ id: 'x' }] };
    expect(undescribed('GET /requests', { status: 200, headers, body })).not.toEqual([]);
    expect(undescribed('GET /requests', { status: 418, headers, body })).not.toEqual([]);
  });

  test('on every route', () => {
    expect([...answered].sort()).toEqual([...routeNames].sort());
  });
});

/** Approves what waits, over HTTP, as somebody whom the rule lists. */
async function decided(id: string): Promise<void> {
  const { digest } = await loaded(world, id);
  const event = apiEvent({
    pathParameters: { id },
    ...sent({ verdict: 'approve', digest }),
    caller: principals.bob,
  });
  await answering(decideRequest, event, world.context);
}
