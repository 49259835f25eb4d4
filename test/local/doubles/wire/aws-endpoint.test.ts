import { ValidatePolicyCommand } from '@aws-sdk/client-accessanalyzer';
import { CreatePolicyCommand, GetPolicyCommand, GetRoleCommand } from '@aws-sdk/client-iam';
import { CreateProfileCommand, ListProfilesCommand } from '@aws-sdk/client-rolesanywhere';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { startDoubles } from '../aws-clients.ts';

let local: Awaited<ReturnType<typeof startDoubles>>;
beforeAll(async () => {
  local = await startDoubles();
});
afterEach(() => local.faults.clear());
afterAll(() => local.stop());

const arn = (name: string) => `arn:aws:iam::111122223333:policy/${name}`;
const createPolicy = (PolicyName: string) =>
  new CreatePolicyCommand({
    PolicyName,
    PolicyDocument:
      '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}}',
  });
const exists = (name: string) =>
  local.iam.send(new GetPolicyCommand({ PolicyArn: arn(name) })).then(
    () => true,
    () => false,
  );

test('a secret is found by name and by ARN', async () => {
  const byName = await local.secretsManager.send(new GetSecretValueCommand({ SecretId: 'slack' }));
  const byArn = await local.secretsManager.send(new GetSecretValueCommand({ SecretId: byName.ARN }));
  expect(byArn).toMatchObject({ SecretString: '{}', Name: 'slack', VersionStages: ['AWSCURRENT'] });
  expect(byArn.CreatedDate).toBeInstanceOf(Date);
  await expect(
    local.secretsManager.send(new GetSecretValueCommand({ SecretId: 'other' })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('Access Analyzer finds nothing unless it is told what to find', async () => {
  const validate = { policyDocument: '{}', policyType: 'IDENTITY_POLICY' as const };
  const { findings } = await local.accessAnalyzer.send(new ValidatePolicyCommand(validate));
  expect(findings).toEqual([]);
});

test('calls are counted by service and operation', async () => {
  const before = local.meter.report().awsCalls['iam:GetRole'] ?? 0;
  await local.iam.send(new GetRoleCommand({ RoleName: 'nobody' })).catch(() => {});
  expect(local.meter.report().awsCalls['iam:GetRole']).toBe(before + 1);
});

test('a request that is not signed is refused', async () => {
  const answer = await fetch(local.endpoint, { method: 'POST', body: 'Action=ListRoles' });
  expect(answer.status).toBe(403);
  expect(answer.headers.get('x-amzn-errortype')).toBe('UnrecognizedClientException');
});

test('a body that is no JSON and an operation that is not doubled are errors of the service', async () => {
  const authorization = (service: string) =>
    `AWS4-HMAC-SHA256 Credential=A/20261101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;
  const post = (service: string, target: string, body: string) =>
    fetch(local.endpoint, {
      method: 'POST',
      headers: { authorization: authorization(service), 'x-amz-target': target },
      body,
    });
  const broken = await post('states', 'AWSStepFunctions.StartExecution', '{');
  expect([broken.status, await broken.json()]).toMatchObject([400, { __type: 'SerializationException' }]);
  const unknown = await post('states', 'AWSStepFunctions.RedriveExecution', '{}');
  expect([unknown.status, await unknown.json()]).toMatchObject([
    404,
    { __type: 'UnknownOperationException' },
  ]);
  const nowhere = await post('ram', '', '{}');
  expect([nowhere.status, nowhere.headers.get('x-amzn-errortype')]).toEqual([
    404,
    'UnknownOperationException',
  ]);
});

describe('faults', () => {
  test('an injected error keeps the call from happening, as often as it was asked for', async () => {
    local.faults.add({ service: 'iam', operation: 'CreatePolicy', fault: 'error:Throttling', times: 2 });
    for (const _ of [1, 2]) {
      await expect(local.iam.send(createPolicy('throttled'))).rejects.toMatchObject({ name: 'Throttling' });
    }
    expect(await exists('throttled')).toBe(false);
    await local.iam.send(createPolicy('throttled'));
    expect(await exists('throttled')).toBe(true);
  });

  test.each([
    ['iam', 'ServiceFailure', 500, 'ServiceFailureException'],
    ['iam', 'EntityAlreadyExists', 409, 'EntityAlreadyExistsException'],
    ['iam', 'SomethingNew', 400, 'SomethingNew'],
    ['rolesanywhere', 'ThrottlingException', 429, 'ThrottlingException'],
    ['rolesanywhere', 'AccessDeniedException', 403, 'AccessDeniedException'],
  ])('%s answers an injected %s with %d', async (service, wireName, httpStatusCode, name) => {
    local.faults.add({ service, operation: '*', fault: `error:${wireName}` });
    const sent =
      service === 'iam'
        ? local.iam.send(createPolicy('never'))
        : local.rolesAnywhere.send(new ListProfilesCommand({}));
    await expect(sent).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
  });

  test('a dropped response: the call takes effect and the caller gets a network error', async () => {
    local.faults.add({ service: 'iam', operation: 'CreatePolicy', fault: 'drop-response' });
    await expect(local.iam.send(createPolicy('dropped'))).rejects.toThrow('socket hang up');
    expect(await exists('dropped')).toBe(true);
  });

  test.each([
    ['crash-before', 0],
    ['crash-after', 1],
  ])('%s ends the calling function, and %d profiles exist', async (fault, created) => {
    local.faults.add({ service: 'rolesanywhere', operation: 'CreateProfile', fault });
    local.terminated.length = 0;
    const create = new CreateProfileCommand({ name: fault, roleArns: [] });
    await expect(local.rolesAnywhere.send(create)).rejects.toThrow('socket hang up');
    expect(local.terminated).toEqual(['create-iam-role']);
    const { profiles = [] } = await local.rolesAnywhere.send(new ListProfilesCommand({}));
    expect(profiles.filter(({ name }) => name === fault)).toHaveLength(created);
  });

  test('a delay holds the answer back', async () => {
    local.faults.add({ service: 'iam', operation: 'GetRole', fault: 'delay:60' });
    const start = performance.now();
    await local.iam.send(new GetRoleCommand({ RoleName: 'nobody' })).catch(() => {});
    expect(performance.now() - start).toBeGreaterThanOrEqual(59);
  });
});
