import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type RequestTypeName, requestTypeNames } from '../../domain/request-types/names.ts';
import { getRequest } from '../../lambdas/get-request.ts';
import { validateRequest } from '../../lambdas/validate-request.ts';
import { apiEvent } from '../support/api-event.ts';
import { call, cancel, eventTypes, loaded, post } from '../support/steps.ts';
import { bodyOf, giveSessionRole, newWorld, type World } from '../support/world.ts';

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

describe('a request that the account has nothing against', () => {
  test.each(requestTypeNames)('of type %s passes with its findings', async (type) => {
    if (type === 'rolesanywhere-profile') await giveSessionRole(world);
    const id = await submitted(type);
    await validate(id);
    expect(await eventTypes(world, id)).toEqual(['request.submitted', 'request.validated']);
    expect(await view(id)).toMatchObject({ status: 'submitted', risk: 'low', findings: expect.anything() });
  });

  test.each([
    ['apigateway:PATCH', 'arn:aws:apigateway:us-east-1::/restapis/a1b2c3d4e5/*', 'high'],
    ['apigateway:PATCH', 'arn:aws:apigateway:us-east-1::/restapis/z9y8x7w6v5/*', 'low'],
  ])('is told which resources of its own AWS names: %s on %s', async (Action, Resource, risk) => {
    const PolicyDocument = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action, Resource } };
    const id = await submitted('iam-policy', { PolicyDocument });
    await validate(id);
    expect(await view(id)).toMatchObject({ risk });
  });

  test('pins what it refers to, the rule and the configuration', async () => {
    const id = await submitted('iam-role');
    await validate(id);
    const boundary = 'arn:aws:iam::111122223333:policy/countersign-boundary';
    expect((await loaded(world, id)).validated).toMatchObject({
      rule: { when: 'any', quorum: 1 },
      required: 1,
      configurationHash: world.context.configurationHash,
      pins: [
        { resource: boundary, version: 'v1' },
        { resource: `${boundary}#id`, version: expect.stringMatching(/^ANPA/) },
      ],
    });
  });

  test('is told names that nothing has, with the nearest one that something has', async () => {
    const PolicyDocument = {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Action: 'sqs:SendMesage',
        Resource: 'arn:aws:sqs:us-east-1:111122223333:jobs',
      },
    };
    const id = await submitted('iam-policy', { PolicyDocument });
    await validate(id);
    expect((await view(id)).findings).toContainEqual(
      expect.objectContaining({
        code: 'UNKNOWN_ACTION',
        message: expect.stringContaining('sqs:SendMessage'),
      }),
    );
  });

  test('carries what Access Analyzer warns of', async () => {
    analyzerFinds('SECURITY_WARNING', 'CREATE_SLR_WITH_STAR_IN_RESOURCE');
    const id = await submitted('iam-policy');
    await validate(id);
    expect(await view(id)).toMatchObject({
      risk: 'medium',
      findings: [
        {
          code: 'AA:CREATE_SLR_WITH_STAR_IN_RESOURCE',
          severity: 'medium',
          pointer: '/parameters/PolicyDocument/Statement/0',
          message: 'Mind this. (https://x)',
        },
      ],
    });
  });

  test('is not asked about again once it passed', async () => {
    const id = await submitted('iam-role');
    await validate(id);
    world.desk.sent.length = 0;
    await validate(id);
    expect(world.desk.sent.filter((operation) => !operation.startsWith('dynamodb:'))).toEqual([]);
    expect(await eventTypes(world, id)).toHaveLength(2);
  });

  test('that is taken back meanwhile is over', async () => {
    const id = await submitted('iam-role');
    world.desk.before('iam:GetRole', () => cancel(world, id));
    await validate(id);
    expect(await eventTypes(world, id)).toEqual(['request.submitted', 'request.cancelled']);
  });
});
