import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { canonicalJson, digestOf } from '../../domain/digest.ts';
import { requestIdTag } from '../../domain/plan.ts';
import { eventSchema, type TrailEvent } from '../../domain/trail/events.ts';
import { statuses } from '../../domain/trail/request.ts';
import { executionOfToken } from '../../local/workflow/token.ts';
import type { Call } from '../world/call.ts';
import { arnIn } from '../world/visibility.ts';
import type { World } from '../world/world.ts';
import { Account } from './account.ts';
import { hasEnoughPeople, hasQuorum } from './quorum.ts';
import { must, Violation } from './violation.ts';

/** Each function dates what it appends less than a minute before; the clock jumps in some schedules. */
const maxRun = 70_000;

const trail = 'countersign-audit-trail';
/** Types whose plans name a role or a boundary. */
const naming: ReadonlySet<string> = new Set(['rolesanywhere-profile', 'iam-role']);
const written = z.object({
  TableName: z.string(),
  Item: z.custom<Parameters<typeof unmarshall>[0]>().optional(),
});
const resumption = z.object({ taskToken: z.string(), output: z.string() });
const decision = z.object({ status: z.enum(statuses) });

/** Watches every call as it takes effect and throws the moment an invariant is broken. */
export class Ledger {
  readonly accounts = new Map<string, Account>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
    world.calls.witnesses.push((call, output) => {
      try {
        this.#see(call, output);
      } catch (error) {
        world.calls.fail(error);
      }
    });
  }

  #see(call: Call, output: unknown): void {
    const { service, operation } = call;
    if (service === 'dynamodb') this.#seeWrite(call);
    else if (operation.startsWith('Create')) this.#seeCreation(call, output);
    else if (removing.test(operation)) this.#seeRemoval(call);
    else if (operation === 'SendTaskSuccess') this.#seeResumption(call);
    else if (operation === 'tell') seeAnswer(call);
  }

  #seeWrite({ operation, input, invocation }: Call): void {
    if (operation === 'Query' || operation === 'GetItem') return;
    const { TableName, Item } = written.parse(input);
    if (TableName !== trail) return;
    if (operation !== 'PutItem' || Item === undefined) throw new Violation('append-only', operation);
    const { detail, ...stored } = unmarshall(Item);
    const event = eventSchema.parse({ ...stored, detail: JSON.parse(detail) });
    invocation.appended.push(event.type);
    const age = Math.abs(Date.parse(this.#world.now) - Date.parse(event.at));
    must(
      'explained-state',
      age <= maxRun,
      () => `${event.type} of ${event.requestId} is dated ${event.at}, at ${this.#world.now}`,
    );
    const account = this.accounts.get(event.requestId);
    if (account) account.append(event);
    else this.accounts.set(event.requestId, new Account(event));
    if (event.type === 'approval.granted' && event.detail.complete) this.#checkQuorum(event, invocation);
  }

  /** Whether what a plan names was replaced after it was validated, and before this function began. */
  #isOutdated({ submitted, events }: Account, { startedAt }: Call['invocation']): boolean {
    const { replacedAt } = this.#world.services;
    const validatedAt = events.find(({ type }) => type === 'request.validated')?.at ?? '';
    const wasBefore = Date.parse(validatedAt) < replacedAt;
    return naming.has(submitted.detail.type) && wasBefore && startedAt > replacedAt;
  }

  #checkQuorum({ requestId }: TrailEvent, invocation: Call['invocation']): void {
    const account = this.accounts.get(requestId);
    const enough = account !== undefined && hasEnoughPeople(account, invocation, this.#world);
    must('enough-people', enough, () => `${requestId} was approved by fewer people than the rules say`);
    const holds = hasQuorum(account, invocation, this.#world);
    must('authorised-quorum', holds, () => `${requestId} was approved without one`);
  }

  #seeResumption({ input }: Call): void {
    const { taskToken, output } = resumption.parse(input);
    const id = executionOfToken(taskToken)?.split(':').at(-1)?.slice(0, 36) ?? '';
    const { status } = decision.parse(JSON.parse(output));
    const isTrue = this.accounts.get(id)?.statuses.has(status) ?? false;
    must('decided-first', isTrue, () => `${id} goes on as ${status}, which the trail does not say`);
  }

  #seeRemoval({ input, operation }: Call): void {
    const { RoleName, PolicyArn, profileId, permissionArn } = named.parse(input);
    const name = RoleName ?? profileId;
    const isIt = (arn: string) =>
      name === undefined ? arn === (PolicyArn ?? permissionArn) : arn.endsWith(`/${name}`);
    const account = [...this.accounts.values()].find(({ resources }) => [...resources].some(isIt));
    must(
      'own-removal',
      account !== undefined,
      () => `${operation} of what no request made: ${JSON.stringify(input)}`,
    );
    const since = account.halfMade?.at;
    const mayRemove = since !== undefined && Date.parse(this.#world.now) >= Date.parse(since) + maxCreation;
    must(
      'own-removal',
      mayRemove,
      () => `${operation} for ${account.submitted.requestId}, which is ${account.status}`,
    );
    if (!/^Delete(Role|Policy|Profile|Permission)$/.test(operation)) return;
    for (const arn of [...account.resources].filter(isIt)) account.resources.delete(arn);
  }

  #seeCreation({ input, invocation, operation }: Call, output: unknown): void {
    const requestId = requestIdIn(input);
    const account = this.accounts.get(requestId);
    must('explained-state', account !== undefined, () => `${operation} for no request (${requestId})`);
    const { resources, plan, submitted } = account;
    const arn = arnIn(output);
    if (resources.has(arn)) return;
    resources.add(arn);
    must('one-resource', resources.size === 1, () => `${requestId} has ${[...resources].join(' and ')}`);
    const asPlanned =
      plan && canonicalJson(plan.parameters) === canonicalJson(input) && plan.operation === operation;
    must('as-approved', asPlanned === true, () => `${operation} of ${requestId} is not what was planned`);
    must(
      'as-approved',
      digestOf(submitted.detail.plan) === submitted.detail.digest,
      () => `${requestId}: the digest is another plan's`,
    );
    const { pausedAt = Number.POSITIVE_INFINITY } = this.#world.services;
    must(
      'explained-state',
      invocation.startedAt <= pausedAt,
      () => `${requestId} is created although that is switched off`,
    );
    must(
      'as-approved',
      !this.#isOutdated(account, invocation),
      () => `${requestId} names what was replaced since`,
    );
    must(
      'authorised-quorum',
      account.status === 'approved',
      () => `${requestId} is created while ${account.status}`,
    );
    const enough = hasEnoughPeople(account, invocation, this.#world);
    must('enough-people', enough, () => `${requestId} is created by fewer people than the rules say`);
    const holds = hasQuorum(account, invocation, this.#world);
    must('authorised-quorum', holds, () => `${requestId} is created without one`);
  }
}

/** What takes something away, or makes it useless. */
const removing = /^(Delete|Detach|Disable|Remove)/;
/** No creating function runs longer, in milliseconds. */
const maxCreation = 60_000;
const named = z.object({
  RoleName: z.string().optional(),
  PolicyArn: z.string().optional(),
  profileId: z.string().optional(),
  permissionArn: z.string().optional(),
});

function seeAnswer({ invocation, input }: Call): void {
  const counted = invocation.appended.some(
    (type) => type === 'approval.granted' || type === 'approval.denied',
  );
  must('told-truth', !counted, () => `whose word counted is told: ${JSON.stringify(input)}`);
}

const tag = z.object({
  Key: z.string().optional(),
  key: z.string().optional(),
  Value: z.string().optional(),
  value: z.string().optional(),
});
const tagged = z.object({ Tags: z.array(tag).optional(), tags: z.array(tag).optional() });

function requestIdIn(input: object): string {
  const { Tags = [], tags = [] } = tagged.parse(input);
  const found = [...Tags, ...tags].find(({ Key, key }) => Key === requestIdTag || key === requestIdTag);
  return found?.Value ?? found?.value ?? 'untagged';
}
