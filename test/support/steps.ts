import type { RequestTypeName } from '../../domain/request-types/names.ts';
import { isTerminal, type Request } from '../../domain/trail/request.ts';
import { cancelRequest } from '../../lambdas/cancel-request.ts';
import { createIamPolicy } from '../../lambdas/create-iam-policy.ts';
import { createIamRole } from '../../lambdas/create-iam-role.ts';
import { createRamPermission } from '../../lambdas/create-ram-permission.ts';
import { createRolesAnywhereProfile } from '../../lambdas/create-rolesanywhere-profile.ts';
import type { FunctionName } from '../../lambdas/environment.ts';
import type { ApiEvent } from '../../lambdas/http/api-event.ts';
import { answering, type Route } from '../../lambdas/http/route.ts';
import { reconcile } from '../../lambdas/reconcile.ts';
import { recordOutcome } from '../../lambdas/record-outcome.ts';
import { requestApproval } from '../../lambdas/request-approval.ts';
import type { Context } from '../../lambdas/serve.ts';
import { slackInteraction } from '../../lambdas/slack-interaction.ts';
import { submitRequest } from '../../lambdas/submit-request.ts';
import { validateRequest } from '../../lambdas/validate-request.ts';
import { apiEvent, read } from './api-event.ts';
import type { Person } from './people.ts';
import { blockActions, formOf, signedHeaders, viewSubmission } from './slack-payloads.ts';
import { bodyOf, giveSessionRole, type World } from './world.ts';

/** Calls a route as API Gateway does; the process may crash on the way. */
export async function call<N extends FunctionName, Clients>(
  route: Route<N, Clients>,
  event: ApiEvent,
  world: World,
  context: Context<N, Clients>,
) {
  return read(await world.desk.invoke(() => answering(route, event, context)));
}

/** Posts a body, by default the example of an IAM role. */
export function post(
  world: World,
  { body = bodyOf('iam-role'), key, caller }: { body?: unknown; key?: string; caller?: string } = {},
) {
  const headers = {
    'Content-Type': 'application/json',
    ...(key !== undefined && { 'Idempotency-Key': key }),
  };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const event = apiEvent({ headers, body: text, ...(caller !== undefined && { caller }) });
  return call(submitRequest, event, world, world.context);
}

export function cancel(world: World, id: string, caller?: string) {
  const event = apiEvent({
    path: `/requests/${id}/cancel`,
    pathParameters: { id },
    ...(caller !== undefined && { caller }),
  });
  return call(cancelRequest, event, world, world.context);
}

/** A request as the trail tells it. */
export async function loaded(world: World, id: string): Promise<Request> {
  const request = await world.trail.load(id);
  if (!request) throw new Error(`No request ${id}`);
  return request;
}

export async function eventTypes(world: World, id: string): Promise<string[]> {
  return (await world.trail.events(id)).map(({ type }) => type);
}

export interface Attempt {
  taskToken?: string;
  execution?: string;
  enteredAt?: string;
  retryCount?: number;
}

/** The state "Request approval", whose task waits for a token. */
export async function ask(world: World, id: string, attempt: Attempt = {}) {
  const { taskToken = `token-of-${id}`, execution = id, retryCount = 0 } = attempt;
  world.engine.wait(taskToken);
  const event = {
    requestId: id,
    taskToken,
    execution,
    retryCount,
    enteredAt: attempt.enteredAt ?? world.clock.now(),
  };
  await world.desk.invoke(() => requestApproval(event, world.context));
}

/** Submits the example of a type and takes it as far as its card. */
export async function pending(
  world: World,
  type: RequestTypeName = 'iam-role',
  caller?: string,
): Promise<string> {
  if (type === 'rolesanywhere-profile') await giveSessionRole(world);
  const { body } = await post(world, { body: bodyOf(type), ...(caller !== undefined && { caller }) });
  await validateRequest({ requestId: body.id }, world.context);
  await ask(world, body.id);
  return body.id;
}

/** Posts what Slack would, signed. */
export function deliver(world: World, payload: unknown) {
  const body = formOf(payload);
  const event = apiEvent({
    path: '/slack/interactions',
    headers: signedHeaders(body, world.clock.now()),
    body,
  });
  return call(slackInteraction, event, world, world.context);
}

/** Clicks a button of a request's card. */
export async function click(
  world: World,
  id: string,
  person: Person,
  action: 'approve' | 'deny' | 'view' = 'approve',
  ts?: string,
) {
  const { digest } = await loaded(world, id);
  return deliver(
    world,
    blockActions({ person, action, value: { requestId: id, digest }, ...(ts !== undefined && { ts }) }),
  );
}

/** Clicks Deny and submits the modal that opens. */
export async function deny(
  world: World,
  id: string,
  person: Person,
  reason = 'Not before the audit is over.',
) {
  await click(world, id, person, 'deny');
  const metadata = world.slack.opened.at(-1)?.view.private_metadata ?? '';
  return deliver(world, viewSubmission({ person, reason, metadata }));
}

/** Takes the example of a type to `approved`. */
export async function approved(world: World, type: RequestTypeName = 'iam-role'): Promise<string> {
  const id = await pending(world, type);
  for (const person of ['bob', 'carol'] as const) {
    if ((await loaded(world, id)).status === 'pending') await click(world, id, person);
  }
  return id;
}

const creators = {
  'iam-role': (event: object, world: World) => createIamRole(event, world.creators['iam-role']),
  'iam-policy': (event: object, world: World) => createIamPolicy(event, world.creators['iam-policy']),
  'rolesanywhere-profile': (event: object, world: World) =>
    createRolesAnywhereProfile(event, world.creators['rolesanywhere-profile']),
  'ram-permission': (event: object, world: World) =>
    createRamPermission(event, world.creators['ram-permission']),
};

/** The state "Create …" of a request's type. */
export async function create(world: World, id: string, execution = id): Promise<void> {
  const { type } = await loaded(world, id);
  await world.desk.invoke(() => creators[type]({ requestId: id, type, execution }, world));
}

export function outcome(world: World, id: string, failure?: { Error: string }) {
  const event = { requestId: id, ...(failure && { failure }) };
  return world.desk.invoke(() => recordOutcome(event, world.context));
}

export function visitAll(world: World, scope: 'due' | 'open' = 'due') {
  return world.desk.invoke(() => reconcile({ scope }, world.context));
}

/** Whether nothing is left to do for a request: it is over, and no visit is due. */
export async function isSettled(world: World, id: string): Promise<boolean> {
  const row = await world.index.get(id);
  return isTerminal((await loaded(world, id)).status) && row?.dueAt === undefined;
}
