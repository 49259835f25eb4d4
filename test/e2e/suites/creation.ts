import { describe, expect, test } from '@jest/globals';
import { type RequestTypeName, requestTypeNames } from '../../../domain/request-types/names.ts';
import type { Meter } from '../support/answers.ts';
import { recomputed } from '../support/canonical.ts';
import type { Client } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { asShown, resourcesOf } from '../support/resources.ts';
import type { Running } from '../support/running.ts';
import { policyDocument, submission } from '../support/submissions.ts';

const creators: Record<RequestTypeName, { state: string; handler: string; before: string[] }> = {
  'iam-role': { state: 'Create IAM role', handler: 'create-iam-role', before: [] },
  'iam-policy': { state: 'Create IAM policy', handler: 'create-iam-policy', before: [] },
  'rolesanywhere-profile': {
    state: 'Create Roles Anywhere profile',
    handler: 'create-rolesanywhere-profile',
    before: ['creation.attempted'],
  },
  'ram-permission': { state: 'Create RAM permission', handler: 'create-ram-permission', before: [] },
};

/** The main way: submit, card, approve, created. */
export function creationSuite(stack: Running): void {
  describe.each(requestTypeNames)('a request for %s that bob approves', (type) => {
    const { state, handler, before } = creators[type];

    test('becomes the planned resource, once, in five states and six invocations', async () => {
      const { client } = stack;
      const meterBefore = await client.meter();
      const { id } = await client.pending(submission(type));
      const clicked = await client.click(id, { user: 'U0BOB', action: 'approve' });
      expect(clicked).toEqual({ status: 200, body: {}, replies: [] });
      const { plan, result } = await client.reaches(id, 'created');
      const visited = await finished(client, id);
      expect(visited).toEqual(['Validate request', 'Request approval', 'Approved?', state, 'Record outcome']);
      expect(spent(meterBefore, await client.meter())).toEqual({
        stateTransitions: 5,
        invocations: [
          ...[handler, 'record-outcome', 'request-approval', 'slack-interaction'],
          ...['submit-request', 'validate-request'],
        ],
      });
      const [resource, ...others] = resourcesOf(await client.resources(), type, id);
      expect(others).toEqual([]);
      expect(resource).toMatchObject(asShown(plan[0]?.parameters ?? {}));
      expect(Object.values(resource ?? {})).toContain(result?.arn);
    });

    test('leaves a chain of events that an auditor can recompute', async () => {
      const { client } = stack;
      const { id } = await client.pending(submission(type));
      await client.click(id, { user: 'U0CAROL', action: 'approve' });
      await client.reaches(id, 'created');
      const trail = await client.trail(id);
      expect(trail.events.map((event) => event.type)).toEqual([
        ...['request.submitted', 'request.validated', 'approval.requested', 'approval.granted'],
        ...before,
        'resource.created',
      ]);
      expect(trail.chain.valid).toBe(true);
      expect(recomputed(trail)).toEqual(trail.chain);
      const { plan, digest } = await client.view(id);
      expect(trail.events[0]?.detail).toMatchObject({ plan, digest });
      expect(trail.events[3]).toMatchObject({
        actor: { kind: 'slack', id: 'U0CAROL' },
        detail: { digest, counted: 1, required: 1, complete: true },
      });
    });
  });

  test('a role with two inline policies and an attached one is created with exactly these', async () => {
    const { client } = stack;
    const policy = await client.pending(submission('iam-policy'));
    await client.click(policy.id, { user: 'U0BOB', action: 'approve' });
    const { result } = await client.reaches(policy.id, 'created');
    const { parameters, ...body } = submission('iam-role');
    const readJobs = policyDocument('sqs:ReceiveMessage', 'arn:aws:sqs:us-east-1:111122223333:payments-jobs');
    const putJobs = policyDocument('sqs:SendMessage', 'arn:aws:sqs:us-east-1:111122223333:payments-jobs');
    const Policies = [
      { PolicyName: 'read-jobs', PolicyDocument: readJobs },
      { PolicyName: 'put-jobs', PolicyDocument: JSON.stringify(putJobs) },
    ];
    const ofAws = ['AWSLambdaBasicExecutionRole', 'AmazonECSTaskExecutionRolePolicy'];
    const ManagedPolicyArns = [
      result?.arn,
      ...ofAws.map((name) => `arn:aws:iam::aws:policy/service-role/${name}`),
    ];
    const asked = { ...body, parameters: { ...parameters, Policies, ManagedPolicyArns } };
    expect(await client.call('POST', '/requests/preview', { body: asked })).toMatchObject({ status: 200 });
    const { id } = await client.pending(asked);
    const shown = JSON.stringify((await client.card(id)).blocks);
    for (const part of ['read-jobs', 'put-jobs', 'sqs:ReceiveMessage', result?.arn])
      expect(shown).toContain(part);
    await client.click(id, { user: 'U0BOB', action: 'approve' });
    await client.reaches(id, 'created');
    const { detail } = (await client.trail(id)).events.find(({ type }) => type === 'resource.created') ?? {};
    expect(detail).toMatchObject({
      resourceId: expect.stringMatching(/^AROA/),
      resource: {
        Policies: [
          { PolicyName: 'read-jobs', PolicyDocument: JSON.stringify(readJobs) },
          { PolicyName: 'put-jobs', PolicyDocument: JSON.stringify(putJobs) },
        ],
        ManagedPolicyArns,
      },
    });
  });

  test('the card says what was created, without buttons to decide, and the requester is told in its thread', async () => {
    const { client } = stack;
    const { id } = await client.pending(submission());
    const before = await client.card(id);
    expect(JSON.stringify(before.blocks)).toMatch(/"action_id":"approve".*"action_id":"deny"/s);
    await client.click(id, { user: 'U0BOB', action: 'approve' });
    const { result } = await client.reaches(id, 'created');
    await finished(client, id);
    const [card, ...others] = await client.cards(id);
    expect(others).toEqual([]);
    expect(card).toMatchObject({ ts: before.ts, updated: true, text: expect.stringContaining('is created') });
    expect(JSON.stringify(card)).toContain(result?.arn);
    expect(JSON.stringify(card)).not.toMatch(/"action_id":"(approve|deny)"/);
    const thread = (await client.messages()).filter(({ thread_ts }) => thread_ts === before.ts);
    expect(thread).toEqual([expect.objectContaining({ text: expect.stringMatching(/<@U0ALICE>.*Created/) })]);
  });
}

/** The states of a request's only execution, once it is over. */
export async function finished(client: Client, id: string): Promise<string[]> {
  return eventually(`the execution of ${id} to end`, async () => {
    const [execution, ...others] = await client.executions(id);
    expect(others).toEqual([]);
    return execution?.status === 'SUCCEEDED' ? execution.visited : undefined;
  });
}

/** What happened between two readings, but for what this test and the schedule ask for. */
function spent(before: Meter, after: Meter) {
  const invoked = Object.entries(after.invocations)
    .map(([name, count]) => ({
      name: name.replace(/^countersign-/, ''),
      count,
      was: before.invocations[name],
    }))
    .filter(
      ({ name }) => !/^(get-|list-|reconcile$|archive-events$|publish-events$|close-digest$)/.test(name),
    );
  return {
    stateTransitions: after.stateTransitions - before.stateTransitions,
    invocations: invoked.flatMap(({ name, count, was = 0 }) => Array(count - was).fill(name)),
  };
}
