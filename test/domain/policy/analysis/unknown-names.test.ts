import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { analyse } from '../../../../domain/policy/analysis/analyse.ts';
import { shippedActions } from '../../../../domain/policy/analysis/known-actions.ts';
import { readServiceCatalogue } from '../../../../lib/functions/service-catalogue.ts';

const services = await readServiceCatalogue();
const context = { account: '111122223333', trustedAccounts: [], pointer: '/p', services };

function findings(Action: string | string[], Effect = 'Allow') {
  const Statement = { Effect, Action, Resource: 'arn:aws:s3:::bucket' };
  return analyse('managed', { Statement }, context).filter(({ code }) => code.startsWith('UNKNOWN_'));
}

describe('a misspelt action', () => {
  test('is told with the name that was meant', () => {
    expect(findings(['s3:PutObject', 's3:GetObjct'])).toEqual([
      {
        code: 'UNKNOWN_ACTION',
        severity: 'low',
        pointer: '/p/Statement/Action/1',
        message: '`s3:GetObjct`: did you mean `s3:GetObject`?',
      },
    ]);
    expect(findings('dynamobd:Query')).toMatchObject([
      { code: 'UNKNOWN_SERVICE', message: '`dynamobd:Query`: did you mean `dynamodb:Query`?' },
    ]);
  });

  test.each([
    ['s3:Frobnicate', 'UNKNOWN_ACTION', 'AWS knows no action of this name, so this has no effect.'],
    ['s3:Frob*', 'UNKNOWN_ACTION', 'AWS knows no action like this, so this has no effect.'],
    ['quuxquux:Foo', 'UNKNOWN_SERVICE', 'AWS knows no service of this name, so this has no effect.'],
  ])('that is like no other is told without: %s', (action, code, message) => {
    expect(findings(action)).toMatchObject([{ code, message: `\`${action}\`: ${message}` }]);
  });

  test('is worse where it was to forbid something', () => {
    expect(findings('s3:GetObjct', 'Deny')).toMatchObject([{ severity: 'medium' }]);
  });

  test.each(['*', '*:*', 'S3:getobject', 's3:*', 's3:Get*', 'ec2:Describe?nstances'])(
    'is not %s',
    (action) => {
      expect(findings(action)).toEqual([]);
    },
  );

  test('is shown 25 times at most', () => {
    expect(findings(Array.from({ length: 100 }, (_, index) => `s3:Nonsense${index}`))).toHaveLength(25);
  });
});

/** What an operation that is no action asks for instead, by what its name begins with or is. */
const otherwise: Readonly<Record<string, RegExp>> = {
  'access-analyzer': /^(Get|List)Findings?V2$/, // GetFinding, ListFindings
  dynamodb: /^(BatchExecuteStatement|Execute(Statement|Transaction)|Transact(Get|Write)Items)$/, // PartiQL…, GetItem, …
  kms: /^ReEncrypt$/, // ReEncryptFrom and ReEncryptTo
  s3: /./, // GetObject, PutObject, ListBucket and others: the actions of S3 are not called like its operations
};

test.each([
  ['accessanalyzer', 'access-analyzer'],
  ['cloudformation', 'cloudformation'],
  ['dynamodb', 'dynamodb'],
  ['eventbridge', 'events'],
  ['iam', 'iam'],
  ['kms', 'kms'],
  ['ram', 'ram'],
  ['rolesanywhere', 'rolesanywhere'],
  ['s3', 's3'],
  ['secrets-manager', 'secretsmanager'],
  ['sfn', 'states'],
  ['ssm', 'ssm'],
])('every operation of the client for %s is a known action', (client, service) => {
  const commands = new URL(
    `../../../../node_modules/@aws-sdk/client-${client}/dist-types/commands/`,
    import.meta.url,
  );
  const operations = readdirSync(commands).flatMap((file) => /^(\w+)Command\.d\.ts$/.exec(file)?.[1] ?? []);
  expect(operations.length).toBeGreaterThan(5);
  const actions = operations
    .filter((name) => !otherwise[service]?.test(name))
    .map((name) => `${service}:${name}`);
  expect(actions.flatMap((action) => findings(action))).toEqual([]);
});

test('an action that only the clients know is one; its misspelling is told', () => {
  expect(findings(['iam:AcquireRole', 'iam:CreateDelegationRequest', 'iam:UpdateDelegationRequest'])).toEqual(
    [],
  );
  expect(findings('iam:AquireRole')).toMatchObject([
    { message: '`iam:AquireRole`: did you mean `iam:AcquireRole`?' },
  ]);
});

test('every action that a rule asks about is one that AWS knows', () => {
  expect(findings(shippedActions.all.map(({ name }) => name))).toEqual([]);
});
