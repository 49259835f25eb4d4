import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { RequestTypeName } from '../../domain/request-types/names.ts';
import { getRequest } from '../../lambdas/get-request.ts';
import { validateRequest } from '../../lambdas/validate-request.ts';
import { apiEvent } from '../support/api-event.ts';
import { call, eventTypes, outcome, post } from '../support/steps.ts';
import { bodyOf, newWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

const validate = (id: string) => world.desk.invoke(() => validateRequest({ requestId: id }, world.context));

async function submitted(type: RequestTypeName, parameters: Record<string, unknown> = {}): Promise<string> {
  return (await post(world, { body: bodyOf(type, parameters) })).body.id;
}

/** Lets Access Analyzer find one thing in every document. */
function analyzerFinds(findingType: string, issueCode: string): void {
  const locations = [{ path: [{ value: 'Statement' }, { index: 0 }] }];
  const finding = {
    findingType,
    issueCode,
    findingDetails: 'Mind this.',
    learnMoreLink: 'https://x',
    locations,
  };
  world.doubles.accessanalyzer.call = () => ({ findings: [finding] });
}

async function view(id: string) {
  const event = apiEvent({ path: `/requests/${id}`, pathParameters: { id } });
  return (await call(getRequest, event, world, world.context)).body;
}

describe('a request that AWS would refuse', () => {
  test.each([
    ['iam-role', { RoleName: 'taken' }, 'name-taken'],
    [
      'rolesanywhere-profile',
      { roleArns: ['arn:aws:iam::111122223333:role/requested/none'] },
      'no-such-role',
    ],
    ['ram-permission', { resourceType: 'imagebuilder:NewType' }, 'no-such-resource-type'],
  ] as const)('of type %s is rejected, and nobody is asked', async (type, parameters, code) => {
    const PolicyDocument = JSON.stringify(bodyOf('iam-role').parameters.AssumeRolePolicyDocument);
    await world.doubles.iam.call('CreateRole', {
      RoleName: 'Taken',
      AssumeRolePolicyDocument: PolicyDocument,
    });
    const id = await submitted(type, parameters);
    await expect(validate(id)).rejects.toMatchObject({ name: 'RequestRejected' });
    await outcome(world, id, { Error: 'RequestRejected' });
    expect(await view(id)).toMatchObject({
      status: 'rejected',
      failure: { code, message: expect.stringMatching(/\S/) },
      findings: expect.any(Array),
      risk: expect.any(String),
    });
    expect(await eventTypes(world, id)).toEqual(['request.submitted', 'request.rejected']);
    expect(world.slack.posted).toEqual([]);
    expect(await world.index.get(id)).toMatchObject({ status: 'rejected' });
    expect((await world.index.get(id))?.dueAt).toBeUndefined();
  });

  test('by an error of Access Analyzer tells which and where, and keeps the other findings', async () => {
    analyzerFinds('ERROR', 'INVALID_ACTION');
    const id = await submitted('iam-policy', {
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: 'iam:CreatePolicyVersion', Resource: '*' },
      },
    });
    await expect(validate(id)).rejects.toMatchObject({ name: 'RequestRejected' });
    const { failure, findings, risk } = await view(id);
    expect(failure).toEqual({
      code: 'policy-errors',
      message: expect.stringContaining(
        'AA:INVALID_ACTION at /parameters/PolicyDocument/Statement/0: Mind this.',
      ),
    });
    expect(risk).toBe('critical');
    expect(findings.length).toBeGreaterThan(0);
  });

  test('is rejected again by whoever asks again', async () => {
    analyzerFinds('ERROR', 'INVALID_ACTION');
    const id = await submitted('iam-policy');
    for (const _time of [1, 2]) await expect(validate(id)).rejects.toMatchObject({ name: 'RequestRejected' });
    expect(await eventTypes(world, id)).toHaveLength(2);
  });

  test('does not exist', async () => {
    const nobody = '9b2e9e4a-8f86-4c8a-9d7b-0d9f6f0f7d11';
    await expect(validate(nobody)).rejects.toMatchObject({ name: 'RequestRejected' });
  });
});
