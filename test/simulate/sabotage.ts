import * as z from 'zod';
import { isThrottled } from '../../domain/aws/failures.ts';
import { parseInteraction } from '../../domain/slack/interaction.ts';
import { auditTrail } from '../../lambdas/store/audit-trail.ts';
import { workIndex } from '../../lambdas/store/work-index.ts';
import { sharedRole } from '../../simulate/configuration.ts';
import type { Call } from '../../simulate/world/call.ts';
import type { Send } from '../../simulate/world/clients.ts';
import type { Work } from '../../simulate/world/prepared.ts';

const table = { trail: 'countersign-audit-trail', index: 'countersign-requests' };
const text = z.object({ S: z.string() });
const put = z.object({
  TableName: z.literal(table.trail),
  Item: z.looseObject({ type: text, requestId: text }),
});

/** The type of the event that a call appends, if it appends one. */
export function appendedBy({ operation, input }: { operation: string; input: object }): string | undefined {
  return operation === 'PutItem' ? put.safeParse(input).data?.Item.type.S : undefined;
}

const conditional = z.looseObject({
  ExpressionAttributeValues: z.record(z.string(), z.unknown()).optional(),
});

/** The same write whatever is there; `unused`: values that only the condition named. */
export function withoutCondition(input: object, unused: readonly string[] = []): object {
  const {
    ConditionExpression: _condition,
    ExpressionAttributeValues: values = {},
    ...rest
  } = conditional.parse(input);
  const used = Object.entries(values).filter(([name]) => !unused.includes(name));
  return { ...rest, ...(used.length > 0 && { ExpressionAttributeValues: Object.fromEntries(used) }) };
}

/** A role that anybody in the account may assume for half a day. */
export function withEmptyBody(input: object): object {
  return { ...input, MaxSessionDuration: 43_200 };
}

const submission = z.looseObject({ headers: z.record(z.string(), z.string()) });

/** A submission as if it had no Idempotency-Key. */
export function withoutKey(event: unknown): unknown {
  const { headers, ...rest } = submission.parse(event);
  return { ...rest, headers: { 'content-type': headers['content-type'] } };
}

/** The token of the request that an event is appended to. */
async function tokenOf(input: object, send: Send): Promise<string | undefined> {
  const { requestId } = put.parse(input).Item;
  const answer = await send('dynamodb', 'GetItem', { TableName: table.index, Key: { id: requestId } });
  return z.object({ Item: z.object({ taskToken: text }) }).safeParse(answer).data?.Item.taskToken.S;
}

/** Lets the workflow go on with a word that is not in the trail yet. */
export async function resumeFirst({ input, operation }: Pick<Call, 'input' | 'operation'>, send: Send) {
  const taskToken = await tokenOf(input, send);
  const output = JSON.stringify({ status: 'denied' });
  if (taskToken) await send('states', 'SendTaskSuccess', { taskToken, output }).catch(() => ({}));
  return send('dynamodb', operation, input);
}

/** An append that lost, whoever won. */
export function asDefeat(error: unknown): never {
  if (error instanceof Error && 'Item' in error) {
    const Item = z.looseObject({ eventId: text }).parse(error.Item);
    throw Object.assign(new Error(error.message), {
      name: error.name,
      Item: { ...Item, eventId: { S: 'not mine' } },
    });
  }
  throw error;
}

/** A refusal for good, whatever it was. */
export function asRefusal(error: unknown): never {
  throw Object.assign(new Error(String(error)), {
    name: 'AccessDenied',
    Code: 'AccessDenied',
    $metadata: { httpStatusCode: 403 },
  });
}

/** What is decided is dated an hour back; the signature is not checked against that. */
export function backdated(work: Work): Work {
  return (event, around) => {
    let asked = 0;
    const hourAgo = () => new Date(Date.parse(around.now()) - 3_600_000).toISOString();
    return work(event, { ...around, now: () => (asked++ === 0 ? around.now() : hourAgo()) });
  };
}

/** Whoever speaks through the role that people share counts as somebody of their own, as they once did. */
export function sharedAsMachine(work: Work): Work {
  return (event, around) => {
    const { identities, ...others } = around.configuration;
    const known = [...identities, { role: sharedRole, machine: 'ops' }];
    return work(event, { ...around, configuration: { ...others, identities: known } });
  };
}

/** A throttled request as one whose answer was lost. */
export function asLost(error: unknown): never {
  if (!isThrottled(error)) throw error;
  throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError', $metadata: {} });
}

/** A request whose answer was lost as one that was throttled. */
export function asThrottled(error: unknown): never {
  if (!(error instanceof Error) || error.name !== 'TimeoutError') throw error;
  throw Object.assign(new Error('Rate exceeded'), {
    name: 'ThrottlingException',
    $metadata: { httpStatusCode: 429 },
  });
}

const policyRead = z.object({ Policy: z.looseObject({}) });

/** A managed policy as it was when it was made. */
export function asFirstVersion(output: unknown): object {
  const { Policy } = policyRead.parse(output);
  return { Policy: { ...Policy, DefaultVersionId: 'v1' } };
}

/** A step that believes that nobody tried before it. */
export function asFirstAttempt(work: Work): Work {
  return (event, around) => work({ ...z.looseObject({}).parse(event), retryCount: 0 }, around);
}

/** IAM does not know it. */
export function notThere(): Promise<never> {
  const error = Object.assign(new Error('not there'), { name: 'NoSuchEntity', Code: 'NoSuchEntity' });
  return Promise.reject(Object.assign(error, { $metadata: { httpStatusCode: 404 } }));
}

const slackPost = z.object({ body: z.string() });

/** Decides clicks on Approve by what the work index says, without folding the trail. */
export function blindDecider(work: Work): Work {
  return async (event, around) => {
    const parsed = parseInteraction(slackPost.parse(event).body);
    if (parsed.kind !== 'ours' || parsed.interaction.type !== 'block_actions') return work(event, around);
    const { value, action_id, user } = parsed.interaction;
    if (action_id !== 'approve') return work(event, around);
    const { AUDIT_TRAIL_TABLE = '', REQUESTS_TABLE = '' } = around.variables;
    const context = {
      clients: around.aws,
      environment: { AUDIT_TRAIL_TABLE, REQUESTS_TABLE },
      newId: around.newId,
      metrics: around.metrics,
    };
    const row = await workIndex(context).get(value.requestId);
    if (row?.status !== 'pending') return { statusCode: 200, headers: {}, body: '{}' };
    const events = await auditTrail(context).events(value.requestId);
    const head = { length: events.length, hash: events.at(-1)?.hash ?? '' };
    const rule = around.configuration.approvals[0];
    if (rule === undefined) throw new RangeError('There are no rules');
    const detail = { digest: value.digest, counted: 1, required: 1, complete: rule.quorum === 1, rule };
    const actor = { kind: 'slack' as const, id: user.id };
    await auditTrail(context).append(
      value.requestId,
      { type: 'approval.granted', actor, at: around.now(), detail },
      head,
    );
    return { statusCode: 200, headers: {}, body: '{}' };
  };
}

const roleName = z.object({ RoleName: z.string() });

/** Makes a role and takes it away again. */
export async function createAndDelete({ input }: Pick<Call, 'input'>, send: Send): Promise<unknown> {
  const answer = await send('iam', 'CreateRole', input);
  await send('iam', 'DeleteRole', roleName.parse(input));
  return answer;
}
